package dev.multistage.grader.watch;

import java.util.Arrays;
import java.util.Optional;

/** What a person at the terminal can press. */
public enum Key {
    HINT('h', "hint", "a hint, the next one each time", "hint"),
    NEXT('n', "next", "the next exercise", ""),
    LIST('l', "list", "all exercises; Enter goes to one", "list"),
    EXPLAIN('e', "explain", "where the bytes of your image come from", "explain"),
    SOLUTION('s', "compare", "your image beside the solution's", "compare"),
    LESSON('o', "lesson", "open the lesson", ""),
    AGAIN('r', "again", "grade again without a change", ""),
    RESET('x', "reset", "your files as the course ships them; asks first", "reset"),
    KEYS('?', "keys", "what the keys do", ""),
    QUIT('q', "quit", "stop", ""),
    /** Takes the page away that a key brought. */
    BACK('\u001b', "back", "back to the verdict", ""),
    ENTER('\r', "go there", "go to the exercise that is marked", ""),
    YES('y', "yes", "", ""),
    NO('\0', "no", "", ""),
    UP('\0', "", "", ""),
    DOWN('\0', "", "", ""),
    PAGE_UP('\0', "", "", ""),
    PAGE_DOWN(' ', "", "", ""),
    TOP('g', "", "", ""),
    BOTTOM('G', "", "", "");

    private final char letter;
    private final String label;
    private final String purpose;
    private final String command;

    Key(char letter, String label, String purpose, String command) {
        this.letter = letter;
        this.label = label;
        this.purpose = purpose;
        this.command = command;
    }

    /** Returns the letter to press, {@code '\0'} if it is none. */
    public char letter() {
        return letter;
    }

    /** Returns its name in a word; empty for keys that only scroll. */
    public String label() {
        return label;
    }

    /** Returns what it does, as a phrase. */
    public String purpose() {
        return purpose;
    }

    /** Returns the command that does the same; empty if none is needed. */
    public String command() {
        return command;
    }

    /** Returns the key of a letter. */
    public static Optional<Key> of(char letter) {
        return Arrays.stream(values())
                .filter(key -> key.letter != '\0' && key.letter == letter)
                .findFirst();
    }
}
