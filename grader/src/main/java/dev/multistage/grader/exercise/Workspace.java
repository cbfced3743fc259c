package dev.multistage.grader.exercise;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * A learner's checkout.
 *
 * @param root its top folder
 */
public record Workspace(Path root) {

    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

    /** Returns the folder of an exercise's app. */
    public Path app(Exercise exercise) {
        return root.resolve(exercise.path()).resolve("app");
    }

    /** Returns the folder where the workbench keeps what it knows of the learner. */
    public Path state() {
        return root.resolve(".grade");
    }

    /**
     * Returns the value that is planted in the sources of this workspace. It stays the same, so
     * that the build cache stays warm. Where it cannot be kept, it lasts for one run.
     */
    public String nonce() {
        Path file = state().resolve("nonce");
        try {
            String kept = Files.readString(file).strip();
            if (kept.matches("[a-z0-9]{20}")) {
                return kept;
            }
        } catch (IOException none) {
            // made below
        }
        String nonce = freshNonce();
        try {
            if (!Files.isDirectory(state())) {
                Files.createDirectory(state()); // not the checkout too, if that was moved
            }
            Path draft = Files.createTempFile(state(), "nonce", ".tmp");
            Files.write(draft, nonce.getBytes(StandardCharsets.UTF_8));
            Files.move(draft, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            // the checkout is read-only: grading works all the same, only less from the cache
        }
        return nonce;
    }

    /** Returns a new random value to plant. */
    public static String freshNonce() {
        SecureRandom random = new SecureRandom();
        StringBuilder nonce = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            nonce.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return nonce.toString();
    }
}
