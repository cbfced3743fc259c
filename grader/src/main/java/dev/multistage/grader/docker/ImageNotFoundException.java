package dev.multistage.grader.docker;

/** A registry answered that it has no such image. */
public class ImageNotFoundException extends EngineException {
    public ImageNotFoundException(String reference, String said) {
        super(
                "There is no image " + reference + " (the registry said: " + said + ").",
                "Check the name and the tag in the FROM line.");
    }
}
