package dev.multistage.grader.dockerfile;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/** Numbers and durations as Go's strconv and time read them. */
final class GoNumbers {

    private static final Map<String, Long> NANOSECONDS =
            Map.of(
                    "ns", 1L,
                    "us", 1_000L,
                    "\u00b5s", 1_000L,
                    "\u03bcs", 1_000L,
                    "ms", 1_000_000L,
                    "s", 1_000_000_000L,
                    "m", 60_000_000_000L,
                    "h", 3_600_000_000_000L);

    private static final BigInteger LONGEST = BigInteger.valueOf(Long.MAX_VALUE);

    private GoNumbers() {}

    /** Go's {@code strconv.Atoi} for what fits into an int; empty for everything else. */
    static Optional<Integer> integer(String text) {
        String digits = text.startsWith("+") || text.startsWith("-") ? text.substring(1) : text;
        if (digits.isEmpty() || !digits.chars().allMatch(GoNumbers::isDigit)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether Go's {@code strconv.ParseBool} takes a text. */
    static boolean isBoolean(String text) {
        return switch (text) {
            case "1", "t", "T", "TRUE", "true", "True" -> true;
            case "0", "f", "F", "FALSE", "false", "False" -> true;
            default -> false;
        };
    }

    /**
     * Returns the nanoseconds of a duration such as {@code 1h30m}.
     *
     * @throws NumberFormatException if it is none; the message is Go's
     */
    static long duration(String text) {
        boolean negative = text.startsWith("-");
        int at = negative || text.startsWith("+") ? 1 : 0;
        if (text.substring(at).equals("0")) {
            return 0;
        }
        if (text.length() == at) {
            throw invalid(text);
        }
        BigInteger total = BigInteger.ZERO;
        // Go allows 2^63 nanoseconds for a negative duration
        BigInteger most = negative ? LONGEST.add(BigInteger.ONE) : LONGEST;
        while (at < text.length()) {
            int start = at;
            at = skipDigits(text, at);
            String whole = text.substring(start, at);
            String fraction = "";
            if (at < text.length() && text.charAt(at) == '.') {
                int fractionStart = ++at;
                at = skipDigits(text, at);
                fraction = text.substring(fractionStart, at);
            }
            if (whole.isEmpty() && fraction.isEmpty()) {
                throw invalid(text);
            }
            int unitStart = at;
            while (at < text.length() && text.charAt(at) != '.' && !isDigit(text.charAt(at))) {
                at++;
            }
            long unit = unit(text, text.substring(unitStart, at));
            total =
                    total.add(whole(text, whole).multiply(BigInteger.valueOf(unit)))
                            .add(fraction(fraction, unit));
            if (total.compareTo(most) > 0) {
                throw invalid(text);
            }
        }
        return (negative ? total.negate() : total).longValueExact();
    }

    private static long unit(String text, String name) {
        if (name.isEmpty()) {
            throw new NumberFormatException(
                    "time: missing unit in duration " + GoCharacters.quote(text));
        }
        Long unit = NANOSECONDS.get(name);
        if (unit == null) {
            throw new NumberFormatException(
                    "time: unknown unit "
                            + GoCharacters.quote(name)
                            + " in duration "
                            + GoCharacters.quote(text));
        }
        return unit;
    }

    private static NumberFormatException invalid(String text) {
        return new NumberFormatException("time: invalid duration " + GoCharacters.quote(text));
    }

    private static BigInteger whole(String text, String digits) {
        int start = 0;
        while (start < digits.length() && digits.charAt(start) == '0') {
            start++;
        }
        if (digits.length() - start > 19) {
            throw invalid(text); // more than 2^63 whatever the unit
        }
        return new BigInteger("0" + digits.substring(start));
    }

    private static BigInteger fraction(String digits, long unit) {
        String kept = digits.length() > 18 ? digits.substring(0, 18) : digits;
        return new BigInteger("0" + kept)
                .multiply(BigInteger.valueOf(unit))
                .divide(BigInteger.TEN.pow(kept.length()));
    }

    private static int skipDigits(String text, int start) {
        int at = start;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
