package dev.multistage.grader.grading;

import java.util.List;
import java.util.Optional;

/**
 * An image that was built to be looked at.
 *
 * @param dockerfile the Dockerfile it was built from
 * @param tag its name; empty if it was not built
 * @param unpackedBytes sum of regular-file sizes over its layers; 0 if it was not built
 * @param lines bytes by Dockerfile line
 * @param failure why it was not built
 */
public record Kept(
        String dockerfile,
        String tag,
        long unpackedBytes,
        List<GradedImage.Line> lines,
        Optional<String> failure) {

    public Kept {
        lines = List.copyOf(lines);
    }

    static Kept failed(String dockerfile, String why) {
        return new Kept(dockerfile, "", 0, List.of(), Optional.of(why));
    }
}
