package dev.multistage.grader.advice;

/**
 * What a rule can say.
 *
 * @param reference the check's number, for example {@code T06}; the same that graded checks carry
 * @param name its stable name, lower case words joined by hyphens
 * @param weight how much it matters
 * @param title it in a few words
 * @param why why it matters, in a sentence or two
 */
public record Topic(String reference, String name, Weight weight, String title, String why) {

    public Topic {
        if (!reference.matches("T[0-2][0-9]") || !name.matches("[a-z]+(-[a-z]+)*")) {
            throw new IllegalArgumentException("not a topic: " + reference + " " + name);
        }
    }
}
