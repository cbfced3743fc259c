package dev.multistage.grader.docker;

import static dev.multistage.grader.docker.EngineHttp.encode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.multistage.grader.container.ContainerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntBinaryOperator;

/**
 * The processes of a container, from the engine's {@code top}, which runs {@code ps} beside the
 * engine: nothing is needed inside the container. Engines differ in the {@code ps} they have, so
 * the exact question is followed by simpler ones.
 */
final class ProcessTable {

    private static final List<String> QUESTIONS =
            List.of("-eo pid,ruid,euid,args", "-eo pid,user,args", "-ef");

    private static final int NOT_ROOT = -1;

    private final EngineHttp http;
    private final String container;

    /**
     * @param container the container's id
     */
    ProcessTable(EngineHttp http, String container) {
        this.http = http;
        this.container = container;
    }

    /** Returns the processes; none if the container does not run. */
    List<ContainerProcess> read() {
        for (String question : QUESTIONS) {
            try {
                JsonNode table =
                        http.get("/containers/" + container + "/top?ps_args=" + encode(question));
                return parse(table);
            } catch (EngineException refused) {
                if (refused.getMessage().contains("is not running")) {
                    return List.of();
                }
                if (question.equals(QUESTIONS.get(QUESTIONS.size() - 1))) {
                    throw refused;
                }
            }
        }
        return List.of();
    }

    private List<ContainerProcess> parse(JsonNode table) {
        return parse(table, this::inside);
    }

    /**
     * Reads an answer of {@code top}.
     *
     * @param inside turns a process id and a user id beside the engine into one of the container
     */
    static List<ContainerProcess> parse(JsonNode table, IntBinaryOperator inside) {
        List<String> titles = new ArrayList<>();
        table.path("Titles").forEach(t -> titles.add(t.asText().toUpperCase(Locale.ROOT)));
        int pid = titles.indexOf("PID");
        int real = first(titles, "RUID", "UID", "USER");
        int effective = first(titles, "EUID", "UID", "USER");
        int command = first(titles, "COMMAND", "CMD", "ARGS");
        List<ContainerProcess> processes = new ArrayList<>();
        for (JsonNode row : table.path("Processes")) {
            int id = row.path(pid).asInt();
            processes.add(
                    new ContainerProcess(
                            id,
                            inside.applyAsInt(id, uid(row.path(real).asText())),
                            inside.applyAsInt(id, uid(row.path(effective).asText())),
                            EngineErrors.bounded(row.path(command).asText())));
        }
        return processes;
    }

    private static int first(List<String> titles, String... names) {
        for (String name : names) {
            if (titles.contains(name)) {
                return titles.indexOf(name);
            }
        }
        return -1;
    }

    /** A {@code ps} may give the name that the id has beside the engine. */
    private static int uid(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException name) {
            return text.equals("root") ? 0 : NOT_ROOT;
        }
    }

    /**
     * Returns the id that a host id has inside the container. They are the same but for engines
     * with user namespaces, as rootless ones: there root inside is an ordinary user outside.
     */
    private int inside(int pid, int outside) {
        Path proc = Path.of("/proc", Integer.toString(pid));
        try {
            if (!Files.readString(proc.resolve("cgroup")).contains(container)) {
                return outside;
            }
            for (String line : Files.readAllLines(proc.resolve("uid_map"))) {
                // first id inside, first id outside, how many
                String[] fields = line.strip().split("\\s+");
                long offset = outside - Long.parseLong(fields[1]);
                if (offset >= 0 && offset < Long.parseLong(fields[2])) {
                    return (int) (Long.parseLong(fields[0]) + offset);
                }
            }
        } catch (IOException | RuntimeException notHere) {
            // another machine's process, or gone
        }
        return outside;
    }
}
