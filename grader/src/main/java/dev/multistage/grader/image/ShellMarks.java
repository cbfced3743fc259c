package dev.multistage.grader.image;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Recognises a POSIX shell by the strings that it cannot do without: its built-in commands and the
 * variables that the standard gives it. Found in dash, bash, zsh, mksh and every busybox with an
 * {@code ash} (Debian 12 and 13, Alpine 3.23), whatever they are called. GNU make has the commands
 * too, to know when it needs a shell, but not the variables; Node 24, Perl and Git have neither.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html">POSIX,
 *     Shell Command Language</a>
 */
final class ShellMarks {

    /**
     * Strings in C programs, some to their end; the rarest first, so that most files are searched
     * once.
     */
    private static final List<Mark> MARKS =
            List.of(
                    new Mark("getopts", true),
                    new Mark("unalias", true),
                    new Mark("OPTIND", false),
                    new Mark("PS4", false),
                    new Mark("umask", true));

    /**
     * Programs are full of zeros: the one at the end of a string is looked at last.
     *
     * @param toTheEnd whether the string ends with the text
     */
    private record Mark(String text, boolean toTheEnd) {

        boolean in(byte[] bytes, int length) {
            int at = ContentRecogniser.indexOf(bytes, 0, length, text);
            while (toTheEnd && at >= 0) {
                int end = at + text.length();
                if (end < length && bytes[end] == 0) {
                    return true;
                }
                at = ContentRecogniser.indexOf(bytes, at + 1, length, text);
            }
            return at >= 0;
        }
    }

    private ShellMarks() {}

    /** Returns whether a program is a shell, judged by as much of it as was kept. */
    static boolean in(FileParts parts) {
        long length = Math.min(parts.size(), ContentRecogniser.HEAD);
        return parts.bytes(0, length).map(ShellMarks::allIn).orElse(false);
    }

    private static boolean allIn(ByteBuffer head) {
        byte[] bytes = head.array();
        return MARKS.stream().allMatch(mark -> mark.in(bytes, head.limit()));
    }
}
