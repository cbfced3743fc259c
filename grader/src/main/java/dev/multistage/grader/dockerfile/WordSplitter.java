package dev.multistage.grader.dockerfile;

import java.util.List;

/**
 * Collects characters and ends a word at white space that is not quoted; BuildKit's wordsStruct.
 */
final class WordSplitter {

    private final StringBuilder word;
    private final List<String> words;
    private boolean inWord;

    WordSplitter(StringBuilder word, List<String> words) {
        this.word = word;
        this.words = words;
    }

    /** Adds a character that may separate words. */
    void add(int character) {
        if (!GoCharacters.isSpace(character)) {
            word.appendCodePoint(character);
            inWord = true;
        } else if (inWord && word.length() > 0) {
            finish();
        }
    }

    /** Adds text that was quoted or escaped. */
    void addRaw(String text) {
        word.append(text);
        inWord = true;
    }

    void finish() {
        if (word.length() > 0) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }
}
