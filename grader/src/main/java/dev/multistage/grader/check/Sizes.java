package dev.multistage.grader.check;

import java.util.Locale;

/** Sizes in words: MB of 10^6 bytes with one decimal, as everywhere in the product. */
public final class Sizes {
    private Sizes() {}

    /**
     * Returns for example {@code 972.9 MB}; sizes under 50 kB in kB or bytes, so that none is 0.0.
     */
    public static String megabytes(long bytes) {
        if (bytes < 1_000) {
            return bytes + " bytes";
        }
        if (bytes < 50_000) {
            return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
        }
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    /** Returns a limit without needless decimals: {@code 10 MB}, {@code 7.5 MB}. */
    public static String limit(double megabytes) {
        return (megabytes == Math.rint(megabytes)
                        ? String.valueOf((long) megabytes)
                        : String.format(Locale.ROOT, "%.1f", megabytes))
                + " MB";
    }
}
