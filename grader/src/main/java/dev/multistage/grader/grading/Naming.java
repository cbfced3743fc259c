package dev.multistage.grader.grading;

import java.util.Locale;

/** Names of images that the grader makes. */
final class Naming {

    private Naming() {}

    /**
     * Returns the name of one of several images: {@code exercise-6:alpine} for {@code
     * Dockerfile.alpine} and {@code exercise-6:latest}, {@code exercise-6:solution-alpine} for
     * {@code exercise-6:solution}.
     */
    static String variantTag(String tag, String dockerfile) {
        String variant =
                dockerfile.substring(dockerfile.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return tag.endsWith(":latest")
                ? tag.substring(0, tag.length() - "latest".length()) + variant
                : tag + "-" + variant;
    }
}
