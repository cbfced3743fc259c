package dev.multistage.grader.dockerfile;

import dev.multistage.grader.dockerfile.CommaSeparated.Malformed;
import dev.multistage.grader.dockerfile.InstructionReader.Fault;
import java.util.List;

/** What BuildKit demands of the value of {@code RUN --device}. */
final class DeviceRules {

    private DeviceRules() {}

    static void check(Flag flag, String value) throws Fault {
        String name = "";
        for (String field : fields(flag, value)) {
            int equals = field.indexOf('=');
            String key = GoCharacters.lower(equals < 0 ? field : field.substring(0, equals));
            String text = equals < 0 ? "" : field.substring(equals + 1);
            if (equals < 0) {
                if (key.equals("required")) {
                    continue;
                }
                if (!name.isEmpty()) {
                    throw new Fault(
                            "invalid field '" + field + "' must be a key=value pair", flag.start());
                }
                name = field;
            } else if (key.equals("name")) {
                if (!name.isEmpty()) {
                    throw new Fault("device name already set to " + name, flag.start());
                }
                name = text;
            } else if (key.equals("required")) {
                if (!GoNumbers.isBoolean(text)) {
                    throw new Fault("invalid value for " + key + ": " + text, flag.start());
                }
            } else if (name.isEmpty()) {
                name = field;
            } else {
                String hint = Suggestion.suffix(key, List.of("name", "required"), true);
                throw new Fault(
                        "unexpected key '" + key + "' in '" + field + "'" + hint, flag.start());
            }
        }
    }

    private static List<String> fields(Flag flag, String value) throws Fault {
        try {
            return CommaSeparated.fields(value);
        } catch (Malformed e) {
            throw new Fault("failed to parse csv devices: " + e.getMessage(), flag.start());
        }
    }
}
