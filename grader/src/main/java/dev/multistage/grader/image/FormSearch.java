package dev.multistage.grader.image;

import dev.multistage.grader.image.Secret.Form;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for many texts at once in a stream of bytes. It skips ahead by the pair of bytes at hand,
 * so that most bytes are never looked at.
 *
 * @see <a href="https://www.cs.arizona.edu/sites/default/files/TR94-17.pdf">Wu and Manber, A fast
 *     algorithm for multi-pattern searching</a>
 */
final class FormSearch {

    private static final int PAIRS = 1 << 16;

    private final List<Form> forms;
    private final int shortest;
    private final int longest;
    private final byte[] skip = new byte[PAIRS];
    private final byte[] seam;
    private final Set<Form> found = new LinkedHashSet<>();
    private int kept;

    FormSearch(List<Secret> secrets) {
        this.forms = secrets.stream().flatMap(secret -> secret.forms().stream()).toList();
        this.shortest = forms.stream().mapToInt(form -> form.bytes().length).min().orElse(2);
        this.longest = forms.stream().mapToInt(form -> form.bytes().length).max().orElse(2);
        this.seam = new byte[2 * longest];
        Arrays.fill(skip, (byte) Math.min(shortest - 1, Byte.MAX_VALUE));
        for (Form form : forms) {
            for (int end = 1; end < shortest; end++) {
                int pair = pair(form.bytes(), end);
                skip[pair] = (byte) Math.min(skip[pair], shortest - 1 - end);
            }
        }
    }

    /** Begins with another file. */
    void begin() {
        found.clear();
        kept = 0;
    }

    /** Takes the bytes that follow. */
    void accept(byte[] bytes, int length) {
        // A text may begin in the bytes before: lay the end of those and the beginning of these
        // out.
        int taken = Math.min(length, longest - 1);
        System.arraycopy(bytes, 0, seam, kept, taken);
        search(seam, kept + taken);
        search(bytes, length);
        if (length >= longest - 1) {
            kept = longest - 1;
            System.arraycopy(bytes, length - kept, seam, 0, kept);
        } else {
            int both = kept + taken;
            kept = Math.min(both, longest - 1);
            System.arraycopy(seam, both - kept, seam, 0, kept);
        }
    }

    /** Returns the forms that were in the file, each once. */
    Set<Form> found() {
        return found;
    }

    private void search(byte[] bytes, int length) {
        int at = shortest - 1;
        while (at < length) {
            int ahead = skip[pair(bytes, at)];
            if (ahead > 0) {
                at += ahead;
            } else {
                compare(bytes, at - shortest + 1, length);
                at++;
            }
        }
    }

    private void compare(byte[] bytes, int from, int length) {
        for (Form form : forms) {
            int end = from + form.bytes().length;
            if (end <= length && Arrays.equals(bytes, from, end, form.bytes(), 0, end - from)) {
                found.add(form);
            }
        }
    }

    private static int pair(byte[] bytes, int end) {
        return (bytes[end - 1] & 0xff) << 8 | bytes[end] & 0xff;
    }
}
