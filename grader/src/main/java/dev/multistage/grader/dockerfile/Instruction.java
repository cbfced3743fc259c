package dev.multistage.grader.dockerfile;

import dev.multistage.grader.dockerfile.CommaSeparated.Malformed;
import dev.multistage.grader.dockerfile.RawInstruction.Argument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One instruction of a Dockerfile. */
public final class Instruction {

    private static final Pattern OTHER_INTERPRETER =
            Pattern.compile("#!(?![^\\n]{0,200}\\b(?:sh|bash|dash|ash|ksh)\\b)");

    private final Keyword keyword;
    private final int startLine;
    private final int endLine;
    private final RawInstruction raw;
    private final List<Heredoc> heredocs;
    private final Optional<Instruction> trigger;
    private final String text;

    private Instruction(
            Keyword keyword,
            int startLine,
            int endLine,
            RawInstruction raw,
            List<Heredoc> heredocs,
            Optional<Instruction> trigger,
            String text) {
        this.keyword = keyword;
        this.startLine = startLine;
        this.endLine = endLine;
        this.raw = raw;
        this.heredocs = heredocs;
        this.trigger = trigger;
        this.text = text;
    }

    static Instruction of(DockerfileReader.Located located, Keyword keyword, SourceFile file) {
        StringBuilder text = new StringBuilder();
        for (int line = located.startLine(); line <= located.endLine(); line++) {
            text.append(line == located.startLine() ? "" : "\n").append(file.line(line));
        }
        RawInstruction raw = located.instruction();
        Optional<Instruction> trigger =
                raw.trigger()
                        .flatMap(
                                inner ->
                                        inner.keyword()
                                                .map(
                                                        word ->
                                                                new Instruction(
                                                                        word,
                                                                        located.startLine(),
                                                                        located.endLine(),
                                                                        inner,
                                                                        located.heredocs(),
                                                                        Optional.empty(),
                                                                        text.toString())));
        return new Instruction(
                keyword,
                located.startLine(),
                located.endLine(),
                raw,
                located.heredocs(),
                trigger,
                text.toString());
    }

    /** Returns which instruction it is. */
    public Keyword keyword() {
        return keyword;
    }

    /** Returns the first line, counted from 1. */
    public int startLine() {
        return startLine;
    }

    /** Returns the last line, heredocs included. */
    public int endLine() {
        return endLine;
    }

    /** Returns where the keyword begins. */
    public Position position() {
        return raw.wordStart();
    }

    /** Returns the lines as written, joined by line feeds. */
    public String text() {
        return text;
    }

    /**
     * Returns the instruction in one line: continuations joined, comments between them dropped,
     * heredocs not included. BuildKit shows it in this form.
     */
    public String joined() {
        return raw.line().text();
    }

    /** Returns the flags in order. */
    public List<Flag> flags() {
        return raw.flags();
    }

    /** Returns the first flag of a name, given without dashes. */
    public Optional<Flag> flag(String name) {
        return flags().stream().filter(flag -> flag.name().equals(name)).findFirst();
    }

    /** Returns the text behind the flags, continuations joined; may be empty. */
    public String arguments() {
        return raw.source().text();
    }

    /** Returns {@link #arguments()} with the place of every character. */
    public SourceText argumentsSource() {
        return raw.source();
    }

    /**
     * Returns the arguments as BuildKit splits them: words for COPY, ADD, EXPOSE, FROM, VOLUME,
     * ENV, LABEL and ARG, the strings of a JSON array, one text for the shell form of RUN, CMD and
     * ENTRYPOINT and for USER, WORKDIR and the like; for HEALTHCHECK its type and then its command.
     */
    public List<String> words() {
        return raw.words();
    }

    /** Returns the strings if the command or the paths stand as a JSON array. */
    public Optional<List<String>> jsonForm() {
        if (!raw.json()) {
            return Optional.empty();
        }
        List<String> words = raw.words();
        return Optional.of(keyword == Keyword.HEALTHCHECK ? words.subList(1, words.size()) : words);
    }

    /** Returns the heredocs in order. */
    public List<Heredoc> heredocs() {
        return heredocs;
    }

    /** Returns the instruction behind ONBUILD; empty if it is unknown, which is a problem. */
    public Optional<Instruction> trigger() {
        return trigger;
    }

    /** Returns the instruction as it was read, with triggers of unknown keywords. */
    RawInstruction raw() {
        return raw;
    }

    /** Returns the names and values of ARG, ENV and LABEL. */
    public List<Assignment> assignments() {
        return raw.assignments();
    }

    /** Returns keyword, flags and words with their places; for ONBUILD those of the trigger too. */
    public List<Token> tokens() {
        List<Token> tokens = new ArrayList<>();
        addTokens(raw, tokens);
        return List.copyOf(tokens);
    }

    private static void addTokens(RawInstruction raw, List<Token> tokens) {
        tokens.add(
                new Token(
                        Token.Kind.KEYWORD,
                        raw.word(),
                        raw.wordStart(),
                        new Position(
                                raw.wordStart().line(),
                                raw.wordStart().column() + raw.word().length())));
        for (Flag flag : raw.flags()) {
            tokens.add(new Token(Token.Kind.FLAG, flag.word(), flag.start(), flag.end()));
        }
        for (Argument word : raw.arguments()) {
            boolean json = raw.json() && raw.source().text().charAt(word.start()) == '"';
            tokens.add(
                    new Token(
                            json ? Token.Kind.JSON_STRING : Token.Kind.WORD,
                            word.value(),
                            raw.source().position(word.start()),
                            raw.source().position(word.end())));
        }
        raw.trigger().ifPresent(trigger -> addTokens(trigger, tokens));
    }

    /** Returns the paths that COPY and ADD read, heredocs left out; empty for others. */
    public List<String> sources() {
        if (!copies() || words().isEmpty()) {
            return List.of();
        }
        return words().subList(0, words().size() - 1).stream()
                .filter(word -> !InstructionRules.isHeredoc(word))
                .toList();
    }

    /** Returns the path that COPY and ADD write to; empty for others. */
    public Optional<String> destination() {
        return copies() && !words().isEmpty()
                ? Optional.of(words().get(words().size() - 1))
                : Optional.empty();
    }

    private boolean copies() {
        return keyword == Keyword.COPY || keyword == Keyword.ADD;
    }

    /** Returns the {@code --mount} flags of RUN. */
    public List<Mount> mounts() {
        List<Mount> mounts = new ArrayList<>();
        for (Flag flag : flags()) {
            if (keyword == Keyword.RUN && flag.name().equals("mount")) {
                mounts.add(mount(flag));
            }
        }
        return List.copyOf(mounts);
    }

    private static Mount mount(Flag flag) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String field : fields(flag)) {
            int equals = field.indexOf('=');
            options.put(
                    GoCharacters.lower(equals < 0 ? field : field.substring(0, equals)),
                    equals < 0 ? "" : field.substring(equals + 1));
        }
        return Mount.of(options, flag.start());
    }

    private static List<String> fields(Flag flag) {
        try {
            return CommaSeparated.fields(flag.value().orElse(""));
        } catch (Malformed e) {
            // only under ONBUILD, whose trigger is not checked: then there is nothing to mount
            return List.of();
        }
    }

    /**
     * Returns the text that a shell runs: for the shell form of RUN, CMD, ENTRYPOINT and
     * HEALTHCHECK, with heredocs as BuildKit hands them over. Empty for the JSON form and for other
     * instructions. A heredoc that begins with {@code #!} is a program for another interpreter and
     * is returned all the same: look at its first line.
     */
    public Optional<SourceText> shellText() {
        if (raw.json()) {
            return Optional.empty();
        }
        return switch (keyword) {
            case RUN, CMD, ENTRYPOINT -> Optional.of(withHeredocs());
            case HEALTHCHECK ->
                    raw.arguments().size() == 2
                            ? Optional.of(slice(raw.arguments().get(1)))
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    private SourceText slice(Argument argument) {
        return raw.source().slice(argument.start(), argument.end());
    }

    /** As dispatchRun: a single heredoc is the script, others stand behind the command. */
    private SourceText withHeredocs() {
        SourceText command = raw.source();
        if (heredocs.isEmpty()) {
            return command;
        }
        if (InstructionRules.isHeredoc(command.text())) {
            return heredocs.get(0).sourceText();
        }
        SourceText.Builder script = new SourceText.Builder().append(command);
        for (Heredoc heredoc : heredocs) {
            Position end = command.position(command.text().length());
            script.append("\n", end.line(), end.column());
            script.append(heredoc.source()).append(heredoc.name(), heredoc.endLine(), 1);
        }
        return script.build();
    }

    /**
     * Returns the commands of {@link #shellText()}. Empty where there is no shell text, and for a
     * heredoc that begins with {@code #!} and another interpreter than a POSIX shell. An
     * instruction behind a SHELL that names another shell is the caller's to leave alone.
     */
    public Optional<ShellScript> script() {
        return shellText()
                .filter(script -> !OTHER_INTERPRETER.matcher(script.text()).lookingAt())
                .map(ShellScript::parse);
    }

    @Override
    public String toString() {
        return startLine + ": " + joined();
    }
}
