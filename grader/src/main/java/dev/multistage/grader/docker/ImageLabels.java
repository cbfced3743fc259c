package dev.multistage.grader.docker;

/** Labels that say what the images on an engine are to the grader, beside {@link Owner}'s. */
public final class ImageLabels {

    /** An image that {@code ./grade build} made for a person to look at. */
    public static final String KEPT = "dev.multistage.kept";

    /**
     * A base image made from packages; its value is the name it stands for. Images built on it
     * inherit the label.
     */
    public static final String STAND_IN = "dev.multistage.standin";

    private ImageLabels() {}
}
