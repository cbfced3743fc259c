package dev.multistage.grader.image;

import java.util.List;

/**
 * A text that must not be in an image.
 *
 * @param name what to call it in a report, which never shows the text
 * @param text the text, ASCII, at least {@value #SHORTEST} characters
 */
public record Secret(String name, String text) {

    /** Shorter texts occur by chance. */
    public static final int SHORTEST = 12;

    public Secret {
        if (text.length() < SHORTEST) {
            throw new IllegalArgumentException("A secret needs " + SHORTEST + " characters");
        }
    }

    /** How a text is written. */
    public enum Encoding {
        PLAIN,
        BASE64,
        HEX
    }

    /**
     * A place where a secret was found.
     *
     * @param secret the secret
     * @param encoding how it is written there
     * @param path the file; empty for the config of the image
     * @param layerIndex the layer, 0 for the lowest; -1 for the config of the image
     * @param packed whether it is inside of a packed file
     */
    public record Match(
            Secret secret, Encoding encoding, String path, int layerIndex, boolean packed) {

        /** Returns whether it stands in the config or history of the image, and in no file. */
        public boolean inConfig() {
            return layerIndex < 0;
        }

        Match at(int layer) {
            return new Match(secret, encoding, path, layer, packed);
        }
    }

    /** A text to look for, one of the forms of a secret. */
    record Form(Secret secret, Encoding encoding, byte[] bytes) {}

    /** Returns the forms in which the text may stand. */
    List<Form> forms() {
        return SecretForms.of(this);
    }
}
