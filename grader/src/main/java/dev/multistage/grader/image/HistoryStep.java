package dev.multistage.grader.image;

import dev.multistage.grader.dockerfile.Instruction;
import dev.multistage.grader.dockerfile.Keyword;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A step of an image's history in the words of a Dockerfile.
 *
 * <p>BuildKit writes {@code RUN |1 A=b /bin/sh -c make # buildkit}; the classic builder and Buildah
 * write {@code /bin/sh -c make} for RUN and {@code /bin/sh -c #(nop) COPY file:… in /app} for the
 * rest; other builders write what they like.
 *
 * @param keyword the instruction, if it can be told
 * @param text what stands behind the keyword, runs of blanks made one
 * @param entry the step as it is
 */
record HistoryStep(Optional<Keyword> keyword, String text, HistoryEntry entry) {

    private static final String BUILDKIT = " # buildkit";
    private static final String CLASSIC = "#(nop)";
    private static final Pattern CLASSIC_RUN =
            Pattern.compile("(\\|\\d+ .*?)?(/bin/(ba|a|da)?sh|/usr/bin/\\S+|powershell|cmd) .*");
    private static final Pattern GRADER_LABEL =
            Pattern.compile("\"?(dev\\.multistage\\.|org\\.testcontainers)");

    static HistoryStep of(HistoryEntry entry) {
        String text = oneBlank(entry.createdBy());
        if (text.endsWith(BUILDKIT)) {
            text = text.substring(0, text.length() - BUILDKIT.length());
        }
        int classic = text.indexOf(CLASSIC);
        if (classic >= 0) {
            text = text.substring(classic + CLASSIC.length()).strip();
        } else if (CLASSIC_RUN.matcher(text).matches()) {
            return new HistoryStep(Optional.of(Keyword.RUN), text, entry);
        }
        int blank = text.indexOf(' ');
        Optional<Keyword> keyword = Keyword.of(blank < 0 ? text : text.substring(0, blank));
        String rest = blank < 0 ? "" : text.substring(blank + 1);
        return new HistoryStep(keyword, keyword.isPresent() ? rest : text, entry);
    }

    /** Returns whether this can be the step of an instruction. */
    boolean couldBe(Instruction instruction) {
        return keyword.equals(Optional.of(instruction.keyword()));
    }

    /** Returns whether this is the step of an instruction, as far as the text can tell. */
    boolean agreesWith(Instruction instruction) {
        return couldBe(instruction)
                && switch (instruction.keyword()) {
                    case RUN -> agreesWithCommand(instruction);
                    case COPY, ADD -> agreesWithDestination(instruction);
                    default -> true;
                };
    }

    private boolean agreesWithCommand(Instruction run) {
        String command =
                run.jsonForm()
                        .map(words -> String.join(" ", words))
                        .orElseGet(() -> shellCommand(run));
        return text.contains(oneBlank(command));
    }

    /** The first line is enough for scripts: builders differ in how they write the rest. */
    private static String shellCommand(Instruction run) {
        if (run.heredocs().isEmpty()) {
            return run.arguments();
        }
        return run.shellText()
                .map(script -> script.text().strip())
                .orElse("")
                .lines()
                .findFirst()
                .orElse("");
    }

    /** Sources may be replaced by digests, variables by values; the destination says most. */
    private boolean agreesWithDestination(Instruction copy) {
        String destination = oneBlank(copy.destination().orElse(""));
        List<String> words = List.of(text.split(" "));
        String last = words.get(words.size() - 1);
        return destination.contains("$")
                || !copy.heredocs().isEmpty()
                || last.equals(destination)
                || absolute(last).endsWith(absolute(destination));
    }

    /** The classic builder writes destinations in full. */
    private static String absolute(String path) {
        String clean = path.replaceFirst("^(\\./?)+", "").replaceFirst("/+$", "");
        return clean.startsWith("/") || clean.isEmpty() ? clean : "/" + clean;
    }

    /** Returns whether the grader or its test tools added this label, and not the Dockerfile. */
    boolean isGraderLabel() {
        Matcher label = GRADER_LABEL.matcher(text);
        return keyword.equals(Optional.of(Keyword.LABEL)) && label.lookingAt();
    }

    private static String oneBlank(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
