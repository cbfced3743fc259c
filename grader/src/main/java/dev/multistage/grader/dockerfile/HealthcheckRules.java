package dev.multistage.grader.dockerfile;

import dev.multistage.grader.dockerfile.InstructionReader.Fault;
import dev.multistage.grader.dockerfile.RawInstruction.Argument;
import java.util.List;
import java.util.Optional;

/** What BuildKit demands of HEALTHCHECK. */
final class HealthcheckRules {

    private static final long SHORTEST_NANOSECONDS = 1_000_000;
    private static final List<String> INTERVALS =
            List.of("interval", "timeout", "start-period", "start-interval");

    private HealthcheckRules() {}

    static void check(RawInstruction raw) throws Fault {
        List<Argument> words = raw.arguments();
        if (words.isEmpty()) {
            throw new Fault("HEALTHCHECK requires at least one argument", raw.wordStart());
        }
        String type = GoCharacters.upper(words.get(0).value());
        if (type.equals("NONE")) {
            if (words.size() > 1) {
                throw new Fault("HEALTHCHECK NONE takes no arguments", raw.wordStart());
            }
            return;
        }
        FlagRules.check(Keyword.HEALTHCHECK, raw.flags());
        if (!type.equals("CMD")) {
            throw new Fault(
                    "Unknown type " + GoCharacters.quote(type) + " in HEALTHCHECK (try CMD)",
                    raw.source().position(0));
        }
        if (words.size() == 1) {
            throw new Fault("Missing command after HEALTHCHECK CMD", raw.wordStart());
        }
        for (String interval : INTERVALS) {
            checkInterval(raw, interval);
        }
        checkRetries(raw);
    }

    private static void checkInterval(RawInstruction raw, String name) throws Fault {
        Optional<Flag> flag = flag(raw, name);
        if (flag.isEmpty()) {
            return;
        }
        String value = flag.get().value().orElse("");
        long duration;
        try {
            duration = GoNumbers.duration(value);
        } catch (NumberFormatException e) {
            throw new Fault(e.getMessage(), flag.get().start());
        }
        if (duration != 0 && duration < SHORTEST_NANOSECONDS) {
            throw new Fault(
                    "Interval \"" + name + "\" cannot be less than 1ms", flag.get().start());
        }
    }

    private static void checkRetries(RawInstruction raw) throws Fault {
        Optional<Flag> flag = flag(raw, "retries");
        if (flag.isEmpty()) {
            return;
        }
        String value = flag.get().value().orElse("");
        Optional<Integer> retries = GoNumbers.integer(value);
        if (retries.isEmpty()) {
            boolean digits = value.matches("[+-]?[0-9]+");
            throw new Fault(
                    "strconv.ParseInt: parsing "
                            + GoCharacters.quote(value)
                            + (digits ? ": value out of range" : ": invalid syntax"),
                    flag.get().start());
        }
        if (retries.get() < 0) {
            throw new Fault(
                    "--retries cannot be negative (" + retries.get() + ")", flag.get().start());
        }
    }

    /** Returns a flag that has a value; an empty one is as none. */
    private static Optional<Flag> flag(RawInstruction raw, String name) {
        return raw.flags().stream()
                .filter(flag -> flag.name().equals(name))
                .filter(flag -> !flag.value().orElse("").isEmpty())
                .findFirst();
    }
}
