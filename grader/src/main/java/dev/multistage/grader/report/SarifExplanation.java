package dev.multistage.grader.report;

import dev.multistage.grader.explain.Explanation;
import dev.multistage.grader.explain.Remark;
import java.util.List;
import java.util.Map;

/**
 * The remarks of an explanation as SARIF 2.1.0, for code scanning: one result each, at the line to
 * change, with the lines behind it as related locations.
 */
public final class SarifExplanation {

    private final String graderVersion;

    /**
     * @param graderVersion version of the grader that explains
     */
    public SarifExplanation(String graderVersion) {
        this.graderVersion = graderVersion;
    }

    /** Renders an explanation. */
    public String render(Explanation explanation) {
        return new SarifLog(graderVersion, "explain")
                .render(
                        explanation.remarks().stream()
                                .map(remark -> result(remark, explanation.dockerfile()))
                                .toList());
    }

    private static SarifLog.Result result(Remark remark, String file) {
        List<SarifLog.Place> places =
                file.isEmpty()
                        ? List.of()
                        : remark.where().stream().map(where -> place(file, where)).toList();
        return new SarifLog.Result(
                SarifLog.Rule.of(remark.code(), remark.why()),
                level(remark),
                message(remark),
                places,
                remark.files().stream().map(Remark.FileBytes::path).toList(),
                remark.where().isEmpty() ? "" : remark.where().get(0).instruction(),
                Map.of("bytes", remark.bytes()));
    }

    private static SarifLog.Place place(String file, Remark.Where where) {
        return SarifLog.Place.lines(
                file, where.line(), where.endLine(), where.role() + " " + where.instruction());
    }

    private static SarifLog.Level level(Remark remark) {
        if (remark.code().equals(Remark.PRIVATE_KEY)) {
            return SarifLog.Level.ERROR;
        }
        return remark.bytes() == 0 ? SarifLog.Level.NOTE : SarifLog.Level.WARNING;
    }

    private static String message(Remark remark) {
        StringBuilder text = new StringBuilder(remark.sentence());
        for (Remark.Where where : remark.where()) {
            text.append("; ")
                    .append(where.certain() ? "" : "probably ")
                    .append(where.role())
                    .append(" line ")
                    .append(where.line());
        }
        return text.append(". ").append(remark.next()).toString();
    }
}
