package dev.multistage.grader.dockerfile;

import dev.multistage.grader.dockerfile.InstructionReader.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which flags an instruction takes, and what is wrong with those given; BuildKit's BFlags. */
final class FlagRules {

    private enum Kind {
        SWITCH,
        VALUE,
        VALUES
    }

    private static final Map<Keyword, Map<String, Kind>> KNOWN =
            Map.of(
                    Keyword.ADD,
                    kinds(
                            "chown", Kind.VALUE,
                            "chmod", Kind.VALUE,
                            "link", Kind.SWITCH,
                            "keep-git-dir", Kind.SWITCH,
                            "checksum", Kind.VALUE,
                            "unpack", Kind.SWITCH,
                            "exclude", Kind.VALUES),
                    Keyword.COPY,
                    kinds(
                            "chown", Kind.VALUE,
                            "from", Kind.VALUE,
                            "chmod", Kind.VALUE,
                            "link", Kind.SWITCH,
                            "exclude", Kind.VALUES,
                            "parents", Kind.SWITCH),
                    Keyword.FROM,
                    kinds("platform", Kind.VALUE),
                    Keyword.HEALTHCHECK,
                    kinds(
                            "interval", Kind.VALUE,
                            "timeout", Kind.VALUE,
                            "start-period", Kind.VALUE,
                            "start-interval", Kind.VALUE,
                            "retries", Kind.VALUE),
                    Keyword.RUN,
                    kinds(
                            "mount", Kind.VALUES,
                            "network", Kind.VALUE,
                            "security", Kind.VALUE,
                            "device", Kind.VALUES));

    private FlagRules() {}

    private static Map<String, Kind> kinds(Object... namesAndKinds) {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        for (int i = 0; i < namesAndKinds.length; i += 2) {
            kinds.put((String) namesAndKinds[i], (Kind) namesAndKinds[i + 1]);
        }
        return kinds;
    }

    static void check(Keyword keyword, List<Flag> flags) throws Fault {
        Map<String, Kind> known = KNOWN.getOrDefault(keyword, Map.of());
        List<String> used = new ArrayList<>();
        for (Flag flag : flags) {
            String word = "--" + flag.name();
            Kind kind = known.get(flag.name());
            if (kind == null) {
                String hint = Suggestion.suffix(flag.name(), List.copyOf(known.keySet()), true);
                throw fault(flag, "unknown flag: " + word + hint);
            }
            if (kind != Kind.VALUES && used.contains(flag.name())) {
                throw fault(flag, "duplicate flag specified: " + word);
            }
            used.add(flag.name());
            checkValue(flag, kind, word);
        }
    }

    private static void checkValue(Flag flag, Kind kind, String word) throws Fault {
        String value = flag.value().orElse("");
        if (kind != Kind.SWITCH) {
            if (flag.value().isEmpty()) {
                throw fault(flag, "missing a value on flag: " + word);
            }
            return;
        }
        if (flag.value().isPresent() && value.isEmpty()) {
            throw fault(flag, "missing a value on flag: " + word);
        }
        String lower = GoCharacters.lower(value);
        if (!lower.isEmpty() && !lower.equals("true") && !lower.equals("false")) {
            throw fault(flag, "expecting boolean value for flag " + word + ", not: " + value);
        }
    }

    private static Fault fault(Flag flag, String message) {
        return new Fault(message, flag.start());
    }
}
