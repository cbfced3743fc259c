package dev.multistage.grader.advice;

import dev.multistage.grader.dockerfile.ImageReference;
import dev.multistage.grader.dockerfile.Keyword;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** T12: the program runs as root, or as somebody who does not exist. */
final class UserRule implements Rule {

    static final Topic ROOT =
            new Topic(
                    "T12",
                    "runs-as-root",
                    Weight.MISTAKE,
                    "The program runs as root",
                    "Whoever breaks into it is root in the container: free to change every file in"
                            + " it, and one kernel or mount mistake away from the host.");

    static final Topic DISGUISE =
            new Topic(
                    "T12",
                    "root-in-disguise",
                    Weight.MISTAKE,
                    "The user has another name but is root",
                    "The kernel knows only numbers, and this user's number is 0.");

    static final Topic UNKNOWN =
            new Topic(
                    "T12",
                    "user-unknown",
                    Weight.MISTAKE,
                    "The user does not exist in the final stage",
                    "The engine looks the name up in the image's /etc/passwd when it starts; a user"
                            + " that another stage created is not in it.");

    private static final Set<String> DROPPERS =
            Set.of("gosu", "su-exec", "setpriv", "runuser", "chpst");

    private static final Pattern PASSWD =
            Pattern.compile("(?s).*?\\b([a-z_][a-z0-9_-]*):[^:\\s]*:0+:[0-9]+:.*");

    /** Users that public base images bring along. */
    private static final Set<String> COMMON =
            Set.of(
                    "node",
                    "nobody",
                    "www-data",
                    "nonroot",
                    "daemon",
                    "nginx",
                    "postgres",
                    "redis",
                    "guest",
                    "games",
                    "mail",
                    "bin",
                    "operator",
                    "ftp",
                    "http",
                    "apache",
                    "gradle",
                    "app",
                    "ubuntu",
                    "debian",
                    "jboss",
                    "tomcat",
                    "deno",
                    "bun",
                    "caddy");

    @Override
    public List<Topic> topics() {
        return List.of(ROOT, DISGUISE, UNKNOWN);
    }

    @Override
    public void judge(Reading reading, Notebook notebook) {
        Optional<Step> declared = reading.effective(Keyword.USER);
        if (declared.isEmpty()) {
            undeclared(reading, notebook);
            return;
        }
        Step user = declared.get();
        String words = user.instruction().arguments().strip();
        String value;
        try {
            var expanded = reading.dockerfile().expand(words, user.variables());
            if (!expanded.undefined().isEmpty()) {
                return;
            }
            value = expanded.text();
        } catch (IllegalArgumentException unreadable) {
            return;
        }
        String name = value.replaceFirst(":.*", "");
        if (name.equals("root") || name.matches("0+")) {
            if (!dropsLater(reading)) {
                notebook.note(
                        ROOT,
                        user.span(),
                        "USER "
                                + words
                                + (words.equals(value) ? "" : ", that is " + value)
                                + " is the last word: uid 0.",
                        "End with a user other than root, for example USER 65532.");
            }
            return;
        }
        Optional<Integer> mapped = zero(reading, name);
        if (mapped.isPresent()) {
            notebook.note(
                    DISGUISE,
                    user.span(),
                    "Line " + mapped.get() + " gives " + name + " the uid 0.",
                    "Give the user a number of its own, or write USER 65532.");
            return;
        }
        if (!name.matches("[0-9]+")) {
            unknown(reading, user, name, notebook);
        }
    }

    private static void undeclared(Reading reading, Notebook notebook) {
        Optional<ImageReference> base = reading.base();
        boolean root = reading.onScratch() || base.map(PublicImages::startsAsRoot).orElse(false);
        if (root && !dropsLater(reading)) {
            notebook.note(
                    ROOT,
                    Reading.baseSpan(reading.dockerfile().finalStage()),
                    "The final stage never says USER, so the program runs as root (uid 0).",
                    "Add USER with a number to the final stage, for example USER 65532; it works"
                            + " even on scratch.");
        }
    }

    /** Some entry points start as root to prepare a volume and then become somebody else. */
    private static boolean dropsLater(Reading reading) {
        return reading.image().stream()
                .flatMap(step -> step.commands().stream())
                .anyMatch(
                        command ->
                                DROPPERS.contains(command.program())
                                        || command.arguments().stream()
                                                .anyMatch(
                                                        argument ->
                                                                DROPPERS.contains(
                                                                        Paths.name(
                                                                                argument
                                                                                        .value()))));
    }

    /** Returns the line that makes a name another name of root. */
    private static Optional<Integer> zero(Reading reading, String name) {
        Map<String, Integer> zero = new HashMap<>();
        for (Step step : reading.all()) {
            boolean file =
                    step.destination().filter(to -> Paths.within("/etc/passwd", to)).isPresent();
            step.instruction().heredocs().stream()
                    .filter(heredoc -> file)
                    .flatMap(heredoc -> heredoc.text().lines())
                    .map(PASSWD::matcher)
                    .filter(Matcher::matches)
                    .forEach(line -> zero.putIfAbsent(line.group(1), step.line()));
            if (!step.is(Keyword.RUN)) {
                continue;
            }
            for (Invocation command : step.commands()) {
                boolean account = command.runs("useradd", "adduser", "usermod");
                boolean isZero =
                        command.option("-u", "--uid").filter(uid -> uid.matches("0+")).isPresent();
                if (account && isZero) {
                    command.operands()
                            .forEach(o -> zero.putIfAbsent(o.value(), command.span().line()));
                }
                if (command.runs("echo", "printf", "sed")) {
                    for (Invocation.Argument argument : command.arguments()) {
                        Matcher line = PASSWD.matcher(argument.value());
                        if (line.matches()) {
                            zero.putIfAbsent(line.group(1), command.span().line());
                        }
                    }
                }
            }
        }
        return Optional.ofNullable(zero.get(name));
    }

    private static void unknown(Reading reading, Step user, String name, Notebook notebook) {
        boolean accounts =
                reading.image().stream()
                        .anyMatch(
                                step ->
                                        step.is(Keyword.COPY)
                                                && (step.destination()
                                                                .filter(
                                                                        to ->
                                                                                to.equals("/")
                                                                                        || Paths
                                                                                                .within(
                                                                                                        "/etc/passwd",
                                                                                                        to))
                                                                .isPresent()
                                                        || step.sources().stream()
                                                                .anyMatch(
                                                                        path ->
                                                                                path.contains(
                                                                                        "passwd"))));
        if (accounts || createdIn(reading.image(), name)) {
            return;
        }
        boolean elsewhere =
                reading.all().stream()
                        .filter(step -> !reading.ships(step.stage()))
                        .anyMatch(step -> createdIn(List.of(step), name));
        if (reading.onScratch() || (elsewhere && !COMMON.contains(name) && known(reading))) {
            notebook.note(
                    UNKNOWN,
                    user.span(),
                    reading.onScratch()
                            ? "USER "
                                    + name
                                    + ": the final stage is FROM scratch, which has no /etc/passwd."
                            : "USER " + name + " is created in another stage only.",
                    reading.onScratch()
                            ? "Write any number but 0, with its group: USER 65532:65532. Or bring the name along: COPY --from=STAGE /etc/passwd /etc/passwd."
                            : "Create the user in the final stage, or write a number: USER 65532.");
        }
    }

    private static boolean known(Reading reading) {
        return reading.base()
                .filter(base -> PublicImages.official(base) || PublicImages.distroless(base))
                .isPresent();
    }

    private static boolean createdIn(List<Step> steps, String name) {
        return steps.stream()
                .filter(step -> step.is(Keyword.RUN))
                .anyMatch(
                        step ->
                                !step.complete()
                                        || step.commands().stream()
                                                .anyMatch(command -> mentions(command, name)));
    }

    private static boolean mentions(Invocation command, String name) {
        boolean account =
                command.runs("useradd", "adduser", "usermod", "echo", "printf", "install", "tee");
        return account
                && command.arguments().stream()
                        .anyMatch(argument -> !argument.known() || argument.value().contains(name));
    }
}
