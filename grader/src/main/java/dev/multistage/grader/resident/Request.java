package dev.multistage.grader.resident;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a launcher wants done, as it wrote it down: a line with the format, one each with the JDK's
 * folder, the folder that it was called in, the mask for new files, and whether a person sits
 * there, the number of arguments and a line for each, and then what {@code env} prints.
 *
 * @param javaHome the JDK that the launcher would start
 * @param directory the folder that relative paths mean
 * @param umask the permissions that new files do not get
 * @param terminals the digits of the standard streams that are terminals, for example {@code 02}
 * @param arguments the command's arguments
 * @param environment the lines of the launcher's environment
 */
public record Request(
        String javaHome,
        String directory,
        String umask,
        String terminals,
        List<String> arguments,
        List<String> environment) {

    static final String FORMAT = "multistage/resident/v1";

    private static final int BEFORE_ARGUMENTS = 6;

    /**
     * Variables that tell one terminal or shell from another. A command obeys those of its own
     * request; all others must be what the resident was started with.
     */
    private static final Set<String> OF_THE_TERMINAL =
            Set.of(
                    "_",
                    "CLICOLOR",
                    "CLICOLOR_FORCE",
                    "COLORTERM",
                    "COLUMNS",
                    "FORCE_COLOR",
                    "LINES",
                    "NO_COLOR",
                    "OLDPWD",
                    "PWD",
                    "SHLVL",
                    "SSH_CLIENT",
                    "SSH_CONNECTION",
                    "SSH_TTY",
                    "STY",
                    "TERM",
                    "TERM_SESSION_ID",
                    "TMUX",
                    "TMUX_PANE",
                    "WINDOW",
                    "WINDOWID",
                    "XDG_SESSION_ID");

    public Request {
        arguments = List.copyOf(arguments);
        environment = List.copyOf(environment);
    }

    /**
     * Reads what a launcher wrote.
     *
     * @param charset the encoding of this machine's file names and variables
     * @throws IllegalArgumentException if it is something else
     */
    static Request read(byte[] written, Charset charset) {
        List<String> lines = List.of(new String(written, charset).split("\n", -1));
        try {
            if (!lines.get(0).equals(FORMAT)) {
                throw new IllegalArgumentException("not a request: " + lines.get(0));
            }
            int end = BEFORE_ARGUMENTS + Integer.parseInt(lines.get(5));
            return new Request(
                    lines.get(1),
                    lines.get(2),
                    lines.get(3),
                    lines.get(4),
                    lines.subList(BEFORE_ARGUMENTS, end),
                    lines.subList(end, lines.size()));
        } catch (IndexOutOfBoundsException
                | IllegalArgumentException cutShort) { // also of subList and of the number
            throw new IllegalArgumentException("not a whole request", cutShort);
        }
    }

    /** Returns whether a process that was started with the other request does the same for this. */
    boolean suits(Request other) {
        return javaHome.equals(other.javaHome)
                && directory.equals(other.directory)
                && umask.equals(other.umask)
                && surroundings().equals(other.surroundings());
    }

    /** A value of several lines is compared line by line: the order of variables says nothing. */
    private Set<String> surroundings() {
        Set<String> compared = new TreeSet<>();
        for (String line : environment) {
            if (!OF_THE_TERMINAL.contains(name(line))) {
                compared.add(line);
            }
        }
        return compared;
    }

    /**
     * Returns the variables that hold for this request.
     *
     * @param own those of this process
     */
    Map<String, String> variables(Map<String, String> own) {
        Map<String, String> merged = new HashMap<>(own);
        merged.keySet().removeAll(OF_THE_TERMINAL);
        for (String line : environment) {
            if (line.contains("=") && OF_THE_TERMINAL.contains(name(line))) {
                merged.put(name(line), line.substring(line.indexOf('=') + 1));
            }
        }
        return Map.copyOf(merged);
    }

    private static String name(String line) {
        return line.contains("=") ? line.substring(0, line.indexOf('=')) : line;
    }
}
