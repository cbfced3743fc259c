package dev.multistage.grader.report;

import dev.multistage.grader.check.Sizes;
import dev.multistage.grader.progress.Result;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalLong;

/** Numbers as people read them. */
final class Words {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private Words() {}

    /** Returns for example {@code 3 attempts} or {@code 1 attempt}. */
    static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** Returns for example {@code 1.4 times}, and from ten on without a decimal. */
    static String times(long larger, long smaller) {
        double ratio = (double) larger / smaller;
        return String.format(Locale.ROOT, ratio < 9.95 ? "%.1f times" : "%.0f times", ratio);
    }

    /** Returns for example {@code 45 s}, {@code 12 min} or {@code 2 h 05 min}. */
    static String duration(double seconds) {
        if (seconds < 60) {
            return Math.round(seconds) + " s";
        }
        long minutes = Math.round(seconds / 60);
        return minutes < 60
                ? minutes + " min"
                : String.format(Locale.ROOT, "%d h %02d min", minutes / 60, minutes % 60);
    }

    /** Returns the minute by the clock of this machine. */
    static String time(Instant instant) {
        return MINUTE.format(instant.atZone(ZoneId.systemDefault()));
    }

    /** Returns for example {@code 85/100}. */
    static String points(Result result) {
        return result.points() + "/" + result.of();
    }

    /** Returns a size, or nothing where there is none. */
    static String size(OptionalLong bytes) {
        return bytes.isPresent() ? Sizes.megabytes(bytes.getAsLong()) : "";
    }
}
