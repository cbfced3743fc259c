package dev.multistage.grader.report;

import dev.multistage.grader.check.Place;
import dev.multistage.grader.grading.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A grade as SARIF 2.1.0, for code scanning: what failed as errors, advice as notes, each at its
 * line of a file in the repository. The rules are the public codes of the checks.
 */
final class SarifReport {

    /** Renders a grade. What passed and what was not judged is no result. */
    String render(Graded graded) {
        List<SarifLog.Result> results = new ArrayList<>();
        for (Finding finding : graded.failed()) {
            results.add(result(finding, finding.code(), SarifLog.Level.ERROR, graded));
        }
        for (Finding advice : graded.advice()) {
            results.add(result(advice, advice.check(), SarifLog.Level.NOTE, graded));
        }
        return new SarifLog(graded.graderVersion(), "grade/" + graded.grade().exercise().id())
                .render(results);
    }

    private static SarifLog.Result result(
            Finding finding, String code, SarifLog.Level level, Graded graded) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("check", finding.check());
        properties.put("reference", finding.reference());
        if (finding.failed()) {
            properties.put("criterion", finding.criterion());
            properties.put("points", finding.points());
            properties.put("of", finding.of());
        }
        String title = finding.title().isEmpty() ? finding.requirement() : finding.title();
        return new SarifLog.Result(
                new SarifLog.Rule(code, title, finding.why()),
                level,
                message(finding),
                places(finding, graded),
                finding.where().stream().map(Place::path).filter(path -> !path.isEmpty()).toList(),
                finding.criterion() + ":" + sameness(finding),
                properties);
    }

    private static List<SarifLog.Place> places(Finding finding, Graded graded) {
        List<SarifLog.Place> places = new ArrayList<>();
        for (Place place : finding.where()) {
            if (place.line() > 0 && !place.file().isEmpty()) {
                places.add(
                        SarifLog.Place.lines(
                                graded.path(place.file()),
                                place.line(),
                                Math.max(place.line(), place.endLine()),
                                place.text()));
            }
        }
        if (places.isEmpty()) {
            // viewers show no result without a place: the file as a whole is to blame
            String first = graded.grade().exercise().declaration().dockerfiles().get(0);
            places.add(SarifLog.Place.lines(graded.path(first), 1, 1, ""));
        }
        return places;
    }

    private static String sameness(Finding finding) {
        return finding.where().stream().map(Place::text).findFirst().orElse("");
    }

    private static String message(Finding finding) {
        StringBuilder text = new StringBuilder();
        String title = finding.title().isEmpty() ? finding.requirement() : finding.title();
        sentence(text, finding.observed().isBlank() ? title : title + ": " + finding.observed());
        sentence(text, finding.expected().isEmpty() ? "" : "Wanted: " + finding.expected());
        sentence(text, finding.next());
        return text.toString().strip();
    }

    private static void sentence(StringBuilder text, String said) {
        if (!said.isBlank()) {
            String line = said.strip();
            text.append(line).append(line.matches("(?s).*[.!?]") ? " " : ". ");
        }
    }
}
