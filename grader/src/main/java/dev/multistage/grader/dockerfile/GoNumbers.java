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

    /** Returns the nanoseconds of a duration such as {@code 1h30m}, or empty if it is none. */
    static Optional<Long> duration(String text) {
        boolean negative = text.startsWith("-");
        int at = negative || text.startsWith("+") ? 1 : 0;
        if (text.length() == at) {
            return Optional.empty();
        }
        if (text.substring(at).equals("0")) {
            return Optional.of(0L);
        }
        BigInteger total = BigInteger.ZERO;
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
            int unitStart = at;
            while (at < text.length() && text.charAt(at) != '.' && !isDigit(text.charAt(at))) {
                at++;
            }
            Long unit = NANOSECONDS.get(text.substring(unitStart, at));
            if (unit == null || (whole.isEmpty() && fraction.isEmpty())) {
                return Optional.empty();
            }
            // more digits than these say nothing (fraction) or are too large (whole)
            if (whole.replaceFirst("^0+", "").length() > 19) {
                return Optional.empty();
            }
            total =
                    total.add(new BigInteger("0" + whole).multiply(BigInteger.valueOf(unit)))
                            .add(fraction(fraction, unit));
            // Go allows 2^63 nanoseconds for a negative duration
            BigInteger most = negative ? LONGEST.add(BigInteger.ONE) : LONGEST;
            if (total.compareTo(most) > 0) {
                return Optional.empty();
            }
        }
        return Optional.of((negative ? total.negate() : total).longValueExact());
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
