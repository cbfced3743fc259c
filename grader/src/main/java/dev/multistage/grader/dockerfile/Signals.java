package dev.multistage.grader.dockerfile;

import java.util.Locale;
import java.util.Set;

/** Names of Linux signals as STOPSIGNAL takes them (github.com/moby/sys/signal). */
final class Signals {

    private static final Set<String> NAMES =
            Set.of(
                    "ABRT", "ALRM", "BUS", "CHLD", "CLD", "CONT", "FPE", "HUP", "ILL", "INT", "IO",
                    "IOT", "KILL", "PIPE", "POLL", "PROF", "PWR", "QUIT", "SEGV", "STKFLT", "STOP",
                    "SYS", "TERM", "TRAP", "TSTP", "TTIN", "TTOU", "URG", "USR1", "USR2", "VTALRM",
                    "WINCH", "XCPU", "XFSZ", "RTMIN", "RTMAX");

    private static final int REAL_TIME_STEPS_UP = 15;
    private static final int REAL_TIME_STEPS_DOWN = 14;

    private Signals() {}

    static boolean isSignal(String text) {
        if (GoNumbers.integer(text).isPresent()) {
            return GoNumbers.integer(text).get() != 0;
        }
        String upper = text.toUpperCase(Locale.ROOT);
        String name = upper.startsWith("SIG") ? upper.substring(3) : upper;
        return NAMES.contains(name)
                || isStep(name, "RTMIN+", REAL_TIME_STEPS_UP)
                || isStep(name, "RTMAX-", REAL_TIME_STEPS_DOWN);
    }

    private static boolean isStep(String name, String prefix, int most) {
        if (!name.startsWith(prefix)) {
            return false;
        }
        return GoNumbers.integer(name.substring(prefix.length()))
                .filter(step -> step >= 1 && step <= most)
                .filter(step -> Integer.toString(step).equals(name.substring(prefix.length())))
                .isPresent();
    }
}
