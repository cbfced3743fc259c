package dev.multistage.grader.dockerfile;

import dev.multistage.grader.dockerfile.CommaSeparated.Malformed;
import dev.multistage.grader.dockerfile.InstructionReader.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What BuildKit demands of {@code RUN --mount} when it builds (commands_runmount.go). Values with
 * variables are left alone.
 */
final class MountRules {

    private static final List<String> TYPES = List.of("bind", "cache", "tmpfs", "secret", "ssh");
    private static final List<String> SHARING = List.of("shared", "private", "locked");
    private static final List<String> KEYS =
            List.of(
                    "type",
                    "from",
                    "source",
                    "target",
                    "readonly",
                    "id",
                    "sharing",
                    "required",
                    "size",
                    "mode",
                    "uid",
                    "gid",
                    "src",
                    "dst",
                    "destination",
                    "ro",
                    "rw",
                    "readwrite",
                    "env");
    private static final Set<String> SWITCHES =
            Set.of("readonly", "ro", "readwrite", "rw", "required");
    private static final Set<String> OWNED = Set.of("secret", "ssh", "cache");
    private static final Set<String> GUARDED = Set.of("secret", "ssh");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern MODE = Pattern.compile("[0-7]{1,10}");

    private MountRules() {}

    static void check(Flag flag) throws Fault {
        Map<String, String> values = new HashMap<>();
        String type = "bind";
        for (String field : fields(flag)) {
            int equals = field.indexOf('=');
            String key = GoCharacters.lower(equals < 0 ? field : field.substring(0, equals));
            String value = equals < 0 ? "" : field.substring(equals + 1);
            if (equals < 0 && !SWITCHES.contains(key)) {
                throw fault(flag, "invalid field '" + field + "' must be a key=value pair");
            }
            if (value.indexOf('$') >= 0) {
                return; // what it will be is not known here
            }
            if (key.equals("type")) {
                type = GoCharacters.lower(value);
                requireOneOf(flag, "unsupported mount type", value, type, TYPES);
            } else {
                checkField(flag, field, key, equals < 0 ? null : value, type);
            }
            values.put(key, value);
        }
        checkTogether(flag, type, values);
    }

    private static List<String> fields(Flag flag) throws Fault {
        try {
            return CommaSeparated.fields(flag.value().orElse(""));
        } catch (Malformed e) {
            throw fault(flag, "failed to parse csv mounts: " + e.getMessage());
        }
    }

    private static void checkField(Flag flag, String field, String key, String value, String type)
            throws Fault {
        switch (key) {
            case "from", "source", "src", "target", "dst", "destination", "id", "env" -> {}
            case "readonly", "ro", "readwrite", "rw" -> requireBoolean(flag, key, value);
            case "required" -> {
                requireType(flag, key, type, GUARDED);
                requireBoolean(flag, key, value);
            }
            case "size" -> requireType(flag, key, type, Set.of("tmpfs"));
            case "sharing" ->
                    requireOneOf(
                            flag,
                            "unsupported sharing value",
                            value,
                            GoCharacters.lower(value),
                            SHARING);
            case "mode" -> requireMatch(flag, key, value, MODE);
            case "uid", "gid" -> requireMatch(flag, key, value, NUMBER);
            default ->
                    throw fault(
                            flag,
                            "unexpected key '"
                                    + key
                                    + "' in '"
                                    + field
                                    + "'"
                                    + Suggestion.suffix(key, KEYS, true));
        }
    }

    private static void checkTogether(Flag flag, String type, Map<String, String> values)
            throws Fault {
        for (String key : List.of("mode", "uid", "gid")) {
            if (values.containsKey(key) && !OWNED.contains(type)) {
                throw fault(flag, key + " not allowed for \"" + type + "\" type mounts");
            }
        }
        String sharing = values.getOrDefault("sharing", "");
        if (type.equals("secret")) {
            if (!values.getOrDefault("from", "").isEmpty()) {
                throw fault(flag, "secret mount should not have a from");
            }
            if (!sharing.isEmpty()) {
                throw fault(flag, "secret mount should not define sharing");
            }
            checkSecret(flag, values);
        }
        if (!sharing.isEmpty() && !type.equals("cache")) {
            throw fault(flag, "invalid cache sharing set for " + type + " mount");
        }
    }

    private static void checkSecret(Flag flag, Map<String, String> values) throws Fault {
        boolean source = any(values, "source", "src");
        boolean target = any(values, "target", "dst", "destination");
        boolean id = any(values, "id");
        if (!source && !target && !id) {
            throw fault(flag, "invalid secret mount. one of source, target required");
        }
        if (source && id) {
            throw fault(flag, "both source and id can't be set");
        }
    }

    private static boolean any(Map<String, String> values, String... keys) {
        for (String key : keys) {
            if (!values.getOrDefault(key, "").isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static void requireOneOf(
            Flag flag, String fault, String value, String normalised, List<String> options)
            throws Fault {
        if (!options.contains(normalised)) {
            throw fault(
                    flag, fault + " \"" + value + "\"" + Suggestion.suffix(value, options, true));
        }
    }

    private static void requireType(Flag flag, String key, String type, Set<String> types)
            throws Fault {
        if (!types.contains(type)) {
            throw fault(flag, "unexpected key '" + key + "' for mount type '" + type + "'");
        }
    }

    private static void requireBoolean(Flag flag, String key, String value) throws Fault {
        if (value != null && !GoNumbers.isBoolean(value)) {
            throw fault(flag, "invalid value for " + key + ": " + value);
        }
    }

    private static void requireMatch(Flag flag, String key, String value, Pattern pattern)
            throws Fault {
        if (!pattern.matcher(value).matches()) {
            throw fault(flag, "invalid value " + value + " for " + key);
        }
    }

    private static Fault fault(Flag flag, String message) {
        return new Fault(message, flag.start());
    }
}
