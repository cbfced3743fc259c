package dev.multistage.grader.docker;

import dev.multistage.grader.docker.BuildResult.Reason;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what kind of failure BuildKit's last message is. The messages differ between versions:
 * those of 20.10 and of 26 to 28 were seen on engines, all are texts of BuildKit's sources.
 *
 * @param reason the kind
 * @param message the message without what wraps it
 * @param line the Dockerfile line in the message itself, 0 if it names none
 */
record BuildFailure(Reason reason, String message, int line) {

    private static final Pattern WRAPPED =
            Pattern.compile(
                    "^(failed to solve( with frontend [\\w.]+)?|failed to create LLB definition"
                            + "|failed to compute cache key|failed to load cache key|rpc error: code ="
                            + " \\w+ desc =|failed to build LLB|error from sender): ?");

    private static final Pattern PARSE_ERROR =
            Pattern.compile("dockerfile parse error (?:on )?line (\\d+): (.*)", Pattern.DOTALL);

    private static final Pattern LINE_IN_BRACKETS = Pattern.compile("\\(line (\\d+)\\)");

    private static final Pattern COMMAND =
            Pattern.compile("did not complete successfully|executor failed running");

    private static final Pattern MISSING =
            Pattern.compile(
                    "\"[^\"]*\":? not found|no such file or directory|no source files were specified"
                            + "|lstat .*: no such file",
                    Pattern.DOTALL);

    private static final Pattern STAGES =
            Pattern.compile(
                    "circular dependency detected|target stage .* could not be found|invalid from flag"
                            + " value|no build stage in current context|cannot copy from stage"
                            + "|not found in .*stages");

    private static final Pattern SYNTAX =
            Pattern.compile(
                    "Dockerfile cannot be empty|file with no instructions|failed to parse dockerfile"
                            + "|failed to process \"|unknown instruction|failed to parse stage name"
                            + "|base name \\(.*\\) should not be blank|invalid reference format");

    private static final Pattern BASE =
            Pattern.compile(
                    "failed to do request|failed to resolve source metadata|pull access denied"
                            + "|failed to authorize|unexpected status from HEAD|no match for platform"
                            + "|failed to resolve image config|dial tcp|: not found$");

    private static final Pattern ENGINE =
            Pattern.compile("no space left on device|disk quota exceeded");

    /**
     * Classifies a failed build.
     *
     * @param said the message that ended the build
     * @param steps the steps so far
     */
    static BuildFailure of(String said, List<BuildStep> steps) {
        String message = unwrapped(said);
        Matcher parseError = PARSE_ERROR.matcher(message);
        if (parseError.find()) {
            return new BuildFailure(
                    Reason.SYNTAX, parseError.group(2), Integer.parseInt(parseError.group(1)));
        }
        return new BuildFailure(reason(message, failed(steps)), message, line(message));
    }

    /** Returns the step that ended the build, null if none did. */
    static BuildStep failed(List<BuildStep> steps) {
        BuildStep found = null;
        for (BuildStep step : steps) {
            boolean failed = step.error() != null && !step.error().contains("context canceled");
            if (failed && (found == null || found.internal())) {
                found = step;
            }
        }
        return found;
    }

    private static Reason reason(String message, BuildStep failed) {
        // first, because this message quotes the command, which can contain any of the others
        if (COMMAND.matcher(message).find()) {
            return Reason.COMMAND;
        }
        if (ENGINE.matcher(message).find()) {
            return Reason.ENGINE;
        }
        if (STAGES.matcher(message).find()) {
            return Reason.STAGES;
        }
        if (SYNTAX.matcher(message).find()) {
            return Reason.SYNTAX;
        }
        boolean ofDockerfile = failed != null && !failed.internal();
        if (ofDockerfile && MISSING.matcher(message).find()) {
            return Reason.MISSING_SOURCE;
        }
        return BASE.matcher(message).find() ? Reason.BASE_UNAVAILABLE : Reason.OTHER;
    }

    private static String unwrapped(String said) {
        String message = said;
        for (Matcher m = WRAPPED.matcher(message); m.find(); m = WRAPPED.matcher(message)) {
            message = message.substring(m.end());
        }
        return EngineErrors.bounded(
                message.replaceFirst("(: not found)+$", ": not found")
                        .replaceFirst("\" not found: not found$", "\" not found"));
    }

    private static int line(String message) {
        Matcher line = LINE_IN_BRACKETS.matcher(message);
        return line.find() ? Integer.parseInt(line.group(1)) : 0;
    }
}
