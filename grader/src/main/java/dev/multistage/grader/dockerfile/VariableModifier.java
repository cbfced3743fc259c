package dev.multistage.grader.dockerfile;

import dev.multistage.grader.dockerfile.VariableLexer.LexException;

/** What {@code ${name:-word}}, {@code ${name+word}}, {@code ${name#pattern}} and the like make. */
final class VariableModifier {

    private VariableModifier() {}

    /**
     * Applies a modifier.
     *
     * @param operator its last character
     * @param modifier the whole of it, with the colon if there is one
     * @param operand what follows it
     * @param value the value of the variable; null if it is not set
     */
    static String apply(
            String name,
            int operator,
            String modifier,
            String operand,
            String value,
            ExpansionBudget budget)
            throws LexException {
        boolean emptyIsUnset = modifier.startsWith(":");
        boolean missing = value == null || (emptyIsUnset && value.isEmpty());
        switch (operator) {
            case '-' -> {
                return missing ? operand : value;
            }
            case '+' -> {
                return missing ? "" : operand;
            }
            case '?' -> {
                if (missing) {
                    throw missing(name, operand, value == null ? "unset" : "empty");
                }
                return value;
            }
            case '#', '%' -> {
                return trim(operator, operand, value == null ? "" : value, budget);
            }
            default -> throw unsupported(modifier);
        }
    }

    private static String trim(int operator, String operand, String value, ExpansionBudget budget)
            throws LexException {
        boolean greedy = !operand.isEmpty() && operand.charAt(0) == operator;
        String glob = greedy ? operand.substring(1) : operand;
        return operator == '#'
                ? VariablePattern.trimPrefix(glob, value, greedy, budget)
                : VariablePattern.trimSuffix(glob, value, greedy, budget);
    }

    private static LexException missing(String name, String message, String fault) {
        return new LexException(
                name + ": " + (message.isEmpty() ? "is not allowed to be " + fault : message),
                true);
    }

    static LexException unsupported(String modifier) {
        return new LexException("unsupported modifier (" + modifier + ") in substitution");
    }
}
