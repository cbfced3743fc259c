package dev.multistage.grader.report;

import dev.multistage.grader.advice.Advice;
import dev.multistage.grader.advice.Weight;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Advice about Dockerfiles as SARIF 2.1.0, for code scanning: one result each, with columns. */
public final class SarifAdvice {

    private final String graderVersion;

    /**
     * @param graderVersion version of the grader that gives the advice
     */
    public SarifAdvice(String graderVersion) {
        this.graderVersion = graderVersion;
    }

    /** Renders advice. */
    public String render(List<Advice> advice) {
        return new SarifLog(graderVersion, "lint")
                .render(advice.stream().map(SarifAdvice::result).toList());
    }

    private static SarifLog.Result result(Advice advice) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("reference", advice.reference());
        // Another tool's comment changes nothing here, so it is no suppression in SARIF's sense.
        advice.suppressed()
                .ifPresent(
                        comment -> properties.put("silencedElsewhere", Printable.oneLine(comment)));
        SarifLog.Place place =
                new SarifLog.Place(
                        advice.file(),
                        advice.span().line(),
                        advice.span().column(),
                        advice.span().endLine(),
                        advice.span().endColumn(),
                        "");
        return new SarifLog.Result(
                new SarifLog.Rule(advice.name(), advice.topic().title(), advice.topic().why()),
                level(advice.topic().weight()),
                advice.observed().replaceFirst("\\.?$", ". ") + advice.next(),
                List.of(place),
                List.of(),
                advice.text(),
                properties);
    }

    private static SarifLog.Level level(Weight weight) {
        return switch (weight) {
            case MISTAKE -> SarifLog.Level.ERROR;
            case IMPROVEMENT -> SarifLog.Level.WARNING;
            case TIP -> SarifLog.Level.NOTE;
        };
    }
}
