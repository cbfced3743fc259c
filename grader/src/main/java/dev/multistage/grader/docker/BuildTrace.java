package dev.multistage.grader.docker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Follows a build by BuildKit's trace: a series of {@code StatusResponse} messages (package {@code
 * moby.buildkit.v1}, file api/services/control/control.proto of github.com/moby/buildkit), each
 * with what is new about vertices, logs and warnings.
 */
final class BuildTrace {

    /** The steps that come from the Dockerfile are numbered: {@code [build 3/4] RUN …}. */
    private static final Pattern NUMBERED =
            Pattern.compile("^\\[[^\\]]*\\d+/\\d+\\] .*", Pattern.DOTALL);

    private final Map<String, Vertex> vertices = new LinkedHashMap<>();
    private final List<BuildWarning> warnings = new ArrayList<>();
    private final StepLines lines;
    private final BuildListener listener;
    private final int keptLog;
    private long logged;

    /**
     * @param keptLog how many bytes of each step's log to keep
     */
    BuildTrace(StepLines lines, BuildListener listener, int keptLog) {
        this.lines = lines;
        this.listener = listener;
        this.keptLog = keptLog;
    }

    /** Takes in one {@code StatusResponse}. */
    void accept(byte[] statusResponse) {
        ProtobufReader response = new ProtobufReader(statusResponse);
        while (response.next()) {
            switch (response.field()) {
                case 1 -> vertex(response.message());
                case 3 -> log(response.message());
                case 4 -> warning(response.message());
                default -> {} // progress of single transfers
            }
        }
    }

    private void vertex(ProtobufReader message) {
        String digest = "";
        String name = "";
        String error = "";
        boolean cached = false;
        Instant started = null;
        Instant completed = null;
        List<String> inputs = new ArrayList<>();
        while (message.next()) {
            switch (message.field()) {
                case 1 -> digest = message.text();
                case 2 -> inputs.add(message.text());
                case 3 -> name = message.text();
                case 4 -> cached = message.flag();
                case 5 -> started = message.instant();
                case 6 -> completed = message.instant();
                case 7 -> error = message.text();
                default -> {}
            }
        }
        String shown = name;
        Vertex vertex = vertices.computeIfAbsent(digest, unknown -> new Vertex(unknown, shown));
        vertex.inputs = inputs;
        vertex.cached |= cached;
        vertex.error = error.isEmpty() ? vertex.error : error;
        if (started != null && !vertex.announced && !vertex.cached) {
            vertex.announced = true;
            listener.started(step(vertex, ""));
        }
        if (started != null && completed != null) {
            // a vertex may be worked on several times, each time with a new start
            vertex.worked.put(started, Duration.between(started, completed));
        }
        if (completed != null && !vertex.completed) {
            vertex.completed = true;
            flush(vertex);
            listener.completed(step(vertex));
        }
    }

    private void log(ProtobufReader message) {
        Vertex vertex = null;
        String text = "";
        while (message.next()) {
            switch (message.field()) {
                case 1 -> vertex = vertices.get(message.text());
                case 4 -> {
                    text = message.text();
                    logged += text.length();
                }
                default -> {}
            }
        }
        if (vertex == null) {
            return;
        }
        vertex.keep(text, keptLog);
        vertex.unfinished.append(text);
        for (int end; (end = vertex.unfinished.indexOf("\n")) >= 0; ) {
            String line = vertex.unfinished.substring(0, end);
            vertex.unfinished.delete(0, end + 1);
            listener.printed(step(vertex, ""), line.endsWith("\r") ? cut(line) : line);
        }
        if (vertex.unfinished.length() > keptLog) {
            flush(vertex);
        }
    }

    private static String cut(String line) {
        return line.substring(0, line.length() - 1);
    }

    private void flush(Vertex vertex) {
        if (vertex.unfinished.length() > 0) {
            String rest = vertex.unfinished.toString();
            vertex.unfinished.setLength(0);
            listener.printed(step(vertex, ""), rest);
        }
    }

    private void warning(ProtobufReader message) {
        String text = "";
        String url = "";
        int line = 0;
        while (message.next()) {
            switch (message.field()) {
                case 3 -> text = message.text();
                case 5 -> url = message.text();
                case 7 -> line = line == 0 ? firstLine(message.message()) : line;
                default -> {}
            }
        }
        // "FromAsCasing: 'as' and 'FROM' keywords' casing do not match (line 1)"
        int colon = text.indexOf(": ");
        boolean named = colon > 0 && text.substring(0, colon).chars().allMatch(Character::isLetter);
        warnings.add(
                new BuildWarning(
                        named ? text.substring(0, colon) : "",
                        named ? text.substring(colon + 2) : text,
                        url,
                        line));
    }

    /** Reads the start line of a {@code pb.Range}. */
    private static int firstLine(ProtobufReader range) {
        while (range.next()) {
            if (range.field() == 1) {
                ProtobufReader start = range.message();
                while (start.next()) {
                    if (start.field() == 1) {
                        return (int) start.number();
                    }
                }
            }
        }
        return 0;
    }

    /** Returns how much the steps have printed so far, in characters. */
    long logged() {
        return logged;
    }

    List<BuildStep> steps() {
        return vertices.values().stream().map(this::step).toList();
    }

    List<BuildWarning> warnings() {
        return warnings;
    }

    /** Returns the step of the Dockerfile that is being worked on, null if there is none. */
    BuildStep running() {
        BuildStep running = null;
        for (Vertex vertex : vertices.values()) {
            // a cancelled step completes with an error
            boolean cut = vertex.error != null && vertex.error.contains("cancel");
            if (vertex.announced && (!vertex.completed || cut)) {
                BuildStep step = step(vertex);
                running = step.internal() && running != null ? running : step;
            }
        }
        return running;
    }

    private BuildStep step(Vertex vertex) {
        return step(vertex, vertex.log.toString());
    }

    private BuildStep step(Vertex vertex, String log) {
        boolean internal = !NUMBERED.matcher(vertex.name).matches();
        return new BuildStep(
                vertex.digest,
                vertex.name,
                vertex.inputs,
                internal,
                vertex.cached,
                vertex.cached
                        ? Duration.ZERO
                        : vertex.worked.values().stream().reduce(Duration.ZERO, Duration::plus),
                internal ? 0 : vertex.line(lines),
                log,
                vertex.error);
    }

    private static final class Vertex {
        final String digest;
        final String name;
        final Map<Instant, Duration> worked = new LinkedHashMap<>();
        final StringBuilder log = new StringBuilder();
        final StringBuilder unfinished = new StringBuilder();
        List<String> inputs = List.of();
        boolean cached;
        boolean announced;
        boolean completed;
        String error;
        private int line = -1;

        Vertex(String digest, String name) {
            this.digest = digest;
            this.name = name;
        }

        int line(StepLines lines) {
            if (line < 0) {
                line = lines.lineOf(name);
            }
            return line;
        }

        void keep(String text, int limit) {
            log.append(text);
            if (log.length() > 2 * limit) {
                log.delete(0, log.length() - limit);
            }
        }
    }
}
