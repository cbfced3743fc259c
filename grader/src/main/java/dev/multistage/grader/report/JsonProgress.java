package dev.multistage.grader.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.multistage.grader.progress.AttemptSummary;
import dev.multistage.grader.progress.CourseMap;
import dev.multistage.grader.progress.CourseStop;
import dev.multistage.grader.progress.Result;
import dev.multistage.grader.progress.Standing;
import java.util.List;
import java.util.Locale;

/** Progress as JSON: the course map in {@value #STATUS}, attempts in {@value #HISTORY}. */
public final class JsonProgress {

    /** The format of the course map. */
    public static final String STATUS = "multistage/status/v1";

    /** The format of the attempts at an exercise. */
    public static final String HISTORY = "multistage/history/v1";

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Renders the course map. */
    public String render(CourseMap map) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("format", STATUS);
        ArrayNode exercises = root.putArray("exercises");
        for (CourseStop stop : map.stops()) {
            ObjectNode node =
                    exercises
                            .addObject()
                            .put("id", stop.exercise().id().toString())
                            .put("title", stop.exercise().declaration().title())
                            .put("state", stop.state().name().toLowerCase(Locale.ROOT));
            stop.limitBytes().ifPresent(bytes -> node.put("limitBytes", bytes));
            stop.starterBytes().ifPresent(bytes -> node.put("starterBytes", bytes));
            standing(node, stop.standing());
        }
        ArrayNode elsewhere = root.putArray("elsewhere");
        map.elsewhere().forEach((id, s) -> standing(elsewhere.addObject().put("id", id), s));
        root.putObject("totals")
                .put("passed", map.count(CourseStop.State.PASSED))
                .put("tried", map.count(CourseStop.State.TRIED))
                .put("exercises", map.stops().size())
                .put("attempts", map.attempts())
                .put("seconds", map.seconds())
                .put("marks", map.marks());
        map.next().ifPresent(stop -> root.put("next", stop.exercise().id().toString()));
        return text(root);
    }

    /** Renders the attempts at an exercise. */
    public String render(CourseStop stop, List<AttemptSummary> attempts) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("format", HISTORY).put("exercise", stop.exercise().id().toString());
        standing(root.putObject("standing"), stop.standing());
        ArrayNode list = root.putArray("attempts");
        for (AttemptSummary attempt : attempts) {
            ObjectNode node =
                    list.addObject()
                            .put("number", attempt.number())
                            .put("at", attempt.at().toString())
                            .put("seconds", attempt.seconds());
            result(node, attempt.result());
        }
        return text(root);
    }

    private static void standing(ObjectNode node, Standing standing) {
        node.put("attempts", standing.attempts()).put("seconds", standing.seconds());
        standing.first().ifPresent(first -> node.put("first", first.toString()));
        standing.last().ifPresent(last -> node.put("last", last.toString()));
        standing.passed().ifPresent(passed -> node.put("passed", passed.toString()));
        standing.best().ifPresent(best -> result(node.putObject("best"), best));
        standing.latest().ifPresent(latest -> result(node.putObject("latest"), latest));
        ArrayNode marks = node.putArray("marks");
        standing.marks().forEach(marks::add);
        node.put("hints", standing.hints());
    }

    private static void result(ObjectNode node, Result result) {
        node.put("passed", result.passed()).put("points", result.points()).put("of", result.of());
        result.bytes().ifPresent(bytes -> node.put("bytes", bytes));
        ArrayNode codes = node.putArray("codes");
        result.codes().forEach(codes::add);
    }

    private static String text(ObjectNode root) {
        try {
            return MAPPER.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
