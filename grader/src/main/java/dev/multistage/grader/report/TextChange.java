package dev.multistage.grader.report;

import dev.multistage.grader.check.Sizes;
import dev.multistage.grader.progress.Recorded;
import dev.multistage.grader.progress.Result;
import dev.multistage.grader.progress.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an attempt changed, in one sentence. */
public final class TextChange {

    /** Smaller differences come from time stamps and compression, not from the learner. */
    private static final long NOTICEABLE_BYTES = 1_000;

    private TextChange() {}

    /**
     * Returns for example {@code Attempt 4: 12.3 MB smaller than your last attempt, your best so
     * far.}
     */
    public static String of(Recorded recorded) {
        Result result = recorded.attempt().result();
        String number =
                recorded.attempt().number() > 0
                        ? "Attempt " + recorded.attempt().number() + ": "
                        : "Not saved: ";
        Optional<Result> last = recorded.before().latest();
        if (last.isEmpty()) {
            return number + "your first at this exercise" + marks(recorded) + ".";
        }
        StringBuilder text = new StringBuilder(number);
        if (result.passed() && recorded.before().passed().isEmpty()) {
            text.append("passed for the first time, ");
        }
        text.append(against(result, last.get()));
        text.append(marks(recorded));
        text.append(recorded.record() ? ", your best so far" : best(recorded));
        return text.append('.').toString();
    }

    private static String against(Result result, Result last) {
        List<String> changes = new ArrayList<>();
        if (result.bytes().isPresent() && last.bytes().isPresent()) {
            long saved = last.bytes().getAsLong() - result.bytes().getAsLong();
            if (Math.abs(saved) >= NOTICEABLE_BYTES) {
                changes.add(
                        Sizes.megabytes(Math.abs(saved)) + (saved > 0 ? " smaller" : " larger"));
            }
        }
        int gained = result.points() - last.points();
        if (gained != 0) {
            changes.add(
                    Math.abs(gained)
                            + (Math.abs(gained) == 1 ? " point " : " points ")
                            + (gained > 0 ? "more" : "fewer"));
        }
        if (changes.isEmpty()) {
            return result.bytes().isPresent() == last.bytes().isPresent()
                    ? "no change against your last attempt"
                    : "as many points as your last attempt";
        }
        return String.join(" and ", changes) + " than your last attempt";
    }

    private static String marks(Recorded recorded) {
        List<String> reached =
                recorded.attempt().result().marks().stream()
                        .filter(mark -> !recorded.before().marks().contains(mark))
                        .toList();
        return reached.isEmpty() ? "" : ", new mark: " + String.join(", ", reached);
    }

    private static String best(Recorded recorded) {
        Standing before = recorded.before();
        Result result = recorded.attempt().result();
        return before.best()
                .filter(best -> best.betterThan(result))
                .map(
                        best ->
                                "; your best: "
                                        + best.points()
                                        + " points"
                                        + (best.bytes().isPresent()
                                                ? ", " + Sizes.megabytes(best.bytes().getAsLong())
                                                : ""))
                .orElse("");
    }
}
