package dev.multistage.grader.check;

import dev.multistage.grader.context.TreeEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Demands that little is sent to the builder.
 *
 * @param megabytes the limit in MB of 10^6 bytes
 */
@Describes(
        name = "context-size",
        reference = "T11",
        summary = "The build context is not larger than its limit.",
        failures = {
            @Failure(
                    code = "context-too-large",
                    title = "The build context is too large",
                    why =
                            "All of it is sent to the engine before the first step, and with COPY . ."
                                    + " every change of it makes the layer new.")
        })
public record ContextSize(double megabytes) implements ContextCheck {

    private static final int MOST_PLACES = 4;

    public ContextSize {
        if (megabytes <= 0) {
            throw new IllegalArgumentException("\"megabytes\" must be more than 0");
        }
    }

    @Override
    public String requirement() {
        return "build context of at most " + Sizes.limit(megabytes);
    }

    @Override
    public Outcome examine(ContextEvidence evidence) {
        List<TreeEntry> sent = evidence.context().included();
        long bytes = evidence.context().bytes();
        if (bytes <= Math.round(megabytes * 1e6)) {
            return Outcome.passed(Sizes.megabytes(bytes));
        }
        Map<String, Long> tops = new TreeMap<>();
        for (TreeEntry entry : sent) {
            int slash = entry.path().indexOf('/');
            String top = slash < 0 ? entry.path() : entry.path().substring(0, slash + 1);
            tops.merge(top, entry.size(), Long::sum);
        }
        List<Map.Entry<String, Long>> largest =
                tops.entrySet().stream()
                        .filter(top -> top.getValue() > 0)
                        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                        .limit(MOST_PLACES)
                        .toList();
        String pattern = largest.get(0).getKey().replaceFirst("/$", "");
        return Outcome.failed("context-too-large")
                .observed(Sizes.megabytes(bytes))
                .expected("at most " + Sizes.limit(megabytes))
                .at(largest.stream().map(top -> Place.path(top.getKey(), top.getValue())).toList())
                .next(
                        evidence.context().ignoreFile().isEmpty()
                                ? "There is no .dockerignore. Write one beside the Dockerfile, with"
                                        + " what the build does not need: "
                                        + pattern
                                        + " first."
                                : "Does the build need "
                                        + pattern
                                        + "? If not, name it in .dockerignore.");
    }
}
