package dev.multistage.grader.dockerfile;

import dev.multistage.grader.dockerfile.CommaSeparated.Malformed;
import dev.multistage.grader.dockerfile.InstructionReader.Fault;
import dev.multistage.grader.dockerfile.RawInstruction.Argument;
import dev.multistage.grader.dockerfile.VariableLexer.LexException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What BuildKit's second pass (frontend/dockerfile/instructions) demands of each instruction, in
 * its order and its words.
 */
final class InstructionRules {

    static final Pattern STAGE_NAME = Pattern.compile("[a-z][a-z0-9\\-_.]*");

    private static final Set<String> NETWORKS = Set.of("default", "none", "host");
    private static final Set<String> SECURITY = Set.of("insecure", "sandbox");
    private static final List<String> NAMES =
            Arrays.stream(Keyword.values()).map(Keyword::name).toList();

    private InstructionRules() {}

    /** Returns the keyword of an instruction that is in order. */
    static Keyword check(RawInstruction raw) throws Fault {
        Optional<Keyword> known = raw.keyword();
        if (known.isEmpty()) {
            throw at(
                    raw.wordStart(),
                    "unknown instruction: "
                            + raw.word()
                            + Suggestion.suffix(raw.word(), NAMES, false));
        }
        Keyword keyword = known.get();
        switch (keyword) {
            case ADD, COPY -> checkCopy(raw, keyword);
            case ARG -> checkArg(raw);
            case CMD, ENTRYPOINT -> FlagRules.check(keyword, raw.flags());
            case ENV, LABEL -> checkNamesAndValues(raw, keyword);
            case EXPOSE -> {
                requireOne(raw, keyword);
                FlagRules.check(keyword, raw.flags());
            }
            case FROM -> checkFrom(raw);
            case HEALTHCHECK -> HealthcheckRules.check(raw);
            case MAINTAINER, USER, WORKDIR -> {
                requireExactlyOne(raw, keyword);
                FlagRules.check(keyword, raw.flags());
            }
            case ONBUILD -> checkOnbuild(raw);
            case RUN -> checkRun(raw);
            case SHELL -> checkShell(raw);
            case STOPSIGNAL -> requireExactlyOne(raw, keyword);
            case VOLUME -> checkVolume(raw);
        }
        return keyword;
    }

    private static void checkCopy(RawInstruction raw, Keyword keyword) throws Fault {
        if (raw.arguments().size() < 2) {
            throw at(
                    raw.wordStart(),
                    keyword
                            + " requires at least two arguments, but only one was provided."
                            + " Destination could not be determined");
        }
        FlagRules.check(keyword, raw.flags());
        Argument destination = raw.arguments().get(raw.arguments().size() - 1);
        if (isHeredoc(destination.value())) {
            throw at(
                    raw.source().position(destination.start()),
                    keyword + " cannot accept a heredoc as a destination");
        }
    }

    static boolean isHeredoc(String word) {
        try {
            return HeredocMarkers.inWord(word).isPresent();
        } catch (LexException e) {
            return false;
        }
    }

    private static void checkArg(RawInstruction raw) throws Fault {
        requireOne(raw, Keyword.ARG);
        requireNames(raw, Keyword.ARG);
    }

    private static void checkNamesAndValues(RawInstruction raw, Keyword keyword) throws Fault {
        FlagRules.check(keyword, raw.flags());
        if (raw.assignments().isEmpty()) {
            throw at(raw.wordStart(), keyword + " requires at least one argument");
        }
        requireNames(raw, keyword);
    }

    private static void requireNames(RawInstruction raw, Keyword keyword) throws Fault {
        for (Assignment assignment : raw.assignments()) {
            if (assignment.name().isEmpty()) {
                throw at(assignment.start(), keyword + " names can not be blank");
            }
        }
    }

    private static void checkFrom(RawInstruction raw) throws Fault {
        List<Argument> words = raw.arguments();
        if (words.size() == 3 && words.get(1).value().equalsIgnoreCase("as")) {
            String name = words.get(2).value();
            if (!STAGE_NAME.matcher(GoCharacters.lower(name)).matches()) {
                throw at(
                        raw.source().position(words.get(2).start()),
                        "invalid name for build stage: "
                                + GoCharacters.quote(name)
                                + ", name can't start with a number or contain symbols");
            }
        } else if (words.size() != 1) {
            throw at(raw.wordStart(), "FROM requires either one or three arguments");
        }
        FlagRules.check(Keyword.FROM, raw.flags());
    }

    private static void checkOnbuild(RawInstruction raw) throws Fault {
        if (raw.trigger().isEmpty()) {
            throw at(raw.wordStart(), "ONBUILD requires at least one argument");
        }
        FlagRules.check(Keyword.ONBUILD, raw.flags());
        String trigger = GoCharacters.upper(raw.trigger().get().word());
        if (trigger.equals("ONBUILD")) {
            throw at(
                    raw.trigger().get().wordStart(),
                    "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
        }
        if (trigger.equals("MAINTAINER") || trigger.equals("FROM")) {
            throw at(
                    raw.trigger().get().wordStart(),
                    trigger + " isn't allowed as an ONBUILD trigger");
        }
    }

    private static void checkRun(RawInstruction raw) throws Fault {
        FlagRules.check(Keyword.RUN, raw.flags());
        String network = "default";
        String security = "sandbox";
        for (Flag flag : raw.flags()) {
            String value = flag.value().orElse("");
            switch (flag.name()) {
                case "network" -> network = value;
                case "security" -> security = value;
                case "mount" -> checkMount(flag, value);
                case "device" -> DeviceRules.check(flag, value);
                default -> throw new AssertionError(flag.name());
            }
        }
        if (!NETWORKS.contains(network)) {
            throw at(raw.wordStart(), "invalid network mode " + GoCharacters.quote(network));
        }
        if (!SECURITY.contains(security)) {
            throw at(raw.wordStart(), "security " + GoCharacters.quote(security) + " is not valid");
        }
    }

    private static void checkMount(Flag flag, String value) throws Fault {
        for (String field : mountFields(flag, value)) {
            int equals = field.indexOf('=');
            if (equals < 0 || !GoCharacters.lower(field.substring(0, equals)).equals("from")) {
                continue;
            }
            String from = field.substring(equals + 1);
            int dollar = from.indexOf('$');
            if (dollar >= 0 && dollar != from.length() - 1) {
                throw at(
                        flag.start(),
                        "'from' doesn't support variable expansion, define alias stage instead");
            }
        }
    }

    private static List<String> mountFields(Flag flag, String value) throws Fault {
        try {
            return CommaSeparated.fields(value);
        } catch (Malformed e) {
            throw at(flag.start(), "failed to parse csv mounts: " + e.getMessage());
        }
    }

    private static void checkShell(RawInstruction raw) throws Fault {
        FlagRules.check(Keyword.SHELL, raw.flags());
        requireOne(raw, Keyword.SHELL);
        if (!raw.json()) {
            throw at(raw.wordStart(), "SHELL requires the arguments to be in JSON form");
        }
    }

    private static void checkVolume(RawInstruction raw) throws Fault {
        requireOne(raw, Keyword.VOLUME);
        FlagRules.check(Keyword.VOLUME, raw.flags());
        for (Argument argument : raw.arguments()) {
            if (GoCharacters.trim(argument.value()).isEmpty()) {
                throw at(
                        raw.source().position(argument.start()),
                        "VOLUME specified can not be an empty string");
            }
        }
    }

    private static void requireOne(RawInstruction raw, Keyword keyword) throws Fault {
        if (raw.arguments().isEmpty()) {
            throw at(raw.wordStart(), keyword + " requires at least one argument");
        }
    }

    private static void requireExactlyOne(RawInstruction raw, Keyword keyword) throws Fault {
        if (raw.arguments().size() != 1) {
            throw at(raw.wordStart(), keyword + " requires exactly one argument");
        }
    }

    private static Fault at(Position position, String message) {
        return new Fault(message, position);
    }
}
