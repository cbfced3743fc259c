package dev.multistage.grader.advice;

import dev.multistage.grader.context.FilteredContext;
import dev.multistage.grader.context.TreeEntry;
import dev.multistage.grader.dockerfile.Assignment;
import dev.multistage.grader.dockerfile.Instruction;
import dev.multistage.grader.dockerfile.Keyword;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** T15: secrets in variables, commands and copied files. */
final class SecretRule implements Rule {

    static final Topic VARIABLE =
            new Topic(
                    "T15",
                    "secret-in-variable",
                    Weight.MISTAKE,
                    "A secret stands in ARG or ENV",
                    "Both are kept in the image's history or settings, where docker history and"
                            + " docker inspect show them to everybody who has the image.");

    static final Topic VALUE =
            new Topic(
                    "T15",
                    "secret-in-text",
                    Weight.MISTAKE,
                    "A secret stands in the Dockerfile",
                    "It is in the repository, in the build cache and in the image's history. Deleting"
                            + " it later takes it out of none of them.");

    static final Topic FILE =
            new Topic(
                    "T15",
                    "secret-file-copied",
                    Weight.MISTAKE,
                    "A file with secrets is copied",
                    "It stays readable in its layer, even if a later line deletes it.");

    private static final Set<String> WORDS =
            Set.of(
                    "APIKEY",
                    "CREDENTIAL",
                    "CREDENTIALS",
                    "PASSWORD",
                    "PASSWD",
                    "PWORD",
                    "SECRET",
                    "TOKEN",
                    "PASSPHRASE");

    private static final Pattern KEY =
            Pattern.compile(
                    ".*(?:^|_)(?:API|SECRET|PRIVATE|ACCESS|ENCRYPTION|SIGNING|SSH|AUTH)_KEY");

    /** Values that are no secrets: switches, numbers, paths, and what is put in at run time. */
    private static final Pattern HARMLESS =
            Pattern.compile(
                    "(?i)|true|false|yes|no|on|off|none|null|[0-9]{1,3}|/.*|\\$\\{?[A-Z0-9_a-z]+}?|<.*>");

    /** Formats of well-known services, from their own documentation. */
    private static final Pattern TOKEN =
            Pattern.compile(
                    "ghp_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22,}|glpat-[A-Za-z0-9_-]{20}"
                            + "|AKIA[0-9A-Z]{16}|sk_live_[A-Za-z0-9]{16,}|xox[abp]-[A-Za-z0-9-]{10,}"
                            + "|npm_[A-Za-z0-9]{36}|AIza[0-9A-Za-z_-]{35}"
                            + "|-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----");

    private static final Pattern LOGIN =
            Pattern.compile("[a-z]+://[^/\\s:@$]+:([^/\\s@$]+)@[^\\s]+");

    private static final Pattern FILES =
            Pattern.compile(
                    "(?:.*/)?(?:\\.env(?:\\.(?:local|production|prod|secret))?|id_rsa|id_dsa|id_ecdsa|id_ed25519"
                            + "|\\.npmrc|\\.pypirc|\\.netrc|\\.git-credentials|credentials\\.json|\\.htpasswd"
                            + "|service-account[^/]*\\.json|secrets?\\.(?:ya?ml|json|env)"
                            + "|[^/]*(?:key|private)[^/]*\\.pem|[^/]+\\.(?:jks|p12|pfx|kdbx|ovpn|key))");

    /**
     * Of these only some hold secrets; the name alone is not enough to speak of {@code COPY . .}.
     */
    private static final Pattern DOUBTFUL =
            Pattern.compile("(?:.*/)?(?:\\.npmrc|[^/]+\\.(?:jks|key))");

    @Override
    public List<Topic> topics() {
        return List.of(VARIABLE, VALUE, FILE);
    }

    @Override
    public void judge(Reading reading, Notebook notebook) {
        for (Instruction argument : reading.dockerfile().globalArgs()) {
            variables(argument, notebook);
        }
        for (Step step : reading.all()) {
            if (step.is(Keyword.ARG) || step.is(Keyword.ENV)) {
                variables(step.instruction(), notebook);
            } else if (step.readsContext()) {
                files(reading, step, notebook);
            }
            text(step, notebook);
        }
    }

    private static void variables(Instruction instruction, Notebook notebook) {
        boolean argument = instruction.keyword() == Keyword.ARG;
        for (Assignment assignment : instruction.assignments()) {
            String value = unquoted(assignment.value().orElse(""));
            boolean token = TOKEN.matcher(value).find();
            boolean bare = argument && assignment.value().isEmpty();
            boolean secret =
                    secretName(assignment.name()) && (bare || !HARMLESS.matcher(value).matches());
            if (token || secret) {
                notebook.note(
                        VARIABLE,
                        Span.between(assignment.start(), assignment.end()),
                        instruction.keyword()
                                + " "
                                + assignment.name()
                                + (bare
                                        ? " takes a secret from the command line."
                                        : " holds a secret."),
                        argument
                                ? "Take it out, read it where it is needed with RUN"
                                        + " --mount=type=secret,id="
                                        + id(assignment)
                                        + " (it is the file /run/secrets/"
                                        + id(assignment)
                                        + "), and build with docker build --secret id="
                                        + id(assignment)
                                        + ",env="
                                        + assignment.name()
                                        + "."
                                : "Take it out and give it to the container when it starts: docker run"
                                        + " --env, or a file that is mounted.");
            }
        }
    }

    private static String id(Assignment assignment) {
        return assignment.name().toLowerCase(Locale.ROOT);
    }

    private static boolean secretName(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        String last = upper.substring(upper.lastIndexOf('_') + 1);
        return (WORDS.contains(last) || KEY.matcher(upper).matches())
                && !upper.contains("PUBLIC")
                && !upper.contains("DUMMY");
    }

    private static String unquoted(String value) {
        return value.length() >= 2 && "\"'".indexOf(value.charAt(0)) >= 0
                ? value.substring(1, value.length() - 1)
                : value;
    }

    private static void text(Step step, Notebook notebook) {
        if (step.is(Keyword.ARG) || step.is(Keyword.ENV)) {
            return;
        }
        String text = step.instruction().text();
        Matcher token = TOKEN.matcher(text);
        Matcher login = LOGIN.matcher(text);
        boolean found = token.find();
        boolean password = !found && login.find() && !login.group(1).matches("<.*>|\\*+|x+");
        if (found || password) {
            int start = found ? token.start() : login.start();
            int line =
                    step.line()
                            + (int) text.substring(0, start).chars().filter(c -> c == '\n').count();
            int column = start - text.lastIndexOf('\n', start - 1);
            int end = column + (found ? token.end() : login.end()) - start;
            notebook.note(
                    VALUE,
                    new Span(line, Math.max(1, column), line, end),
                    found
                            ? "This looks like a key of a well-known service."
                            : "The address holds a user and a password.",
                    "Revoke it, it is known by now. Read the new one with RUN"
                            + " --mount=type=secret, or give it to the container when it starts.");
        }
    }

    private static void files(Reading reading, Step step, Notebook notebook) {
        for (int i = 0; i < step.sources().size(); i++) {
            String source = Paths.absolute("/", step.sources().get(i));
            if (FILES.matcher(source).matches() && !example(source)) {
                notebook.note(
                        FILE,
                        step.wordSpan(i),
                        step.sources().get(i) + " is copied into a layer.",
                        "Leave it out and add it to .dockerignore; mount it where it is needed: RUN"
                                + " --mount=type=secret at build time, a volume at run time.");
                return;
            }
        }
        within(reading, step)
                .ifPresent(
                        entry ->
                                notebook.note(
                                        FILE,
                                        step.span(),
                                        entry.path()
                                                + " is in the build context, and this line copies it"
                                                + " along.",
                                        "Add "
                                                + Paths.name(entry.path())
                                                + " to .dockerignore, and mount it where it is"
                                                + " needed."));
    }

    private static boolean example(String path) {
        return path.matches(".*(?:example|sample|template|dist|public|pub|test).*");
    }

    /** Returns a secret file that a COPY of a directory takes along. */
    private static Optional<TreeEntry> within(Reading reading, Step step) {
        Optional<FilteredContext> context = reading.context();
        if (context.isEmpty()) {
            return Optional.empty();
        }
        for (String source : step.sources()) {
            String directory = Paths.absolute("/", source.equals("*") ? "." : source);
            Optional<TreeEntry> found =
                    context.get().included().stream()
                            .filter(entry -> entry.kind() == TreeEntry.Kind.FILE)
                            .filter(entry -> Paths.within("/" + entry.path(), directory))
                            .filter(entry -> FILES.matcher(entry.path()).matches())
                            .filter(entry -> !DOUBTFUL.matcher(entry.path()).matches())
                            .filter(entry -> !example(entry.path()))
                            .filter(entry -> !entry.path().contains("node_modules/"))
                            .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
