package dev.multistage.grader.dockerfile;

/** What a stage is built on. */
public sealed interface BaseReference {

    /** Nothing: {@code FROM scratch}. */
    record Scratch() implements BaseReference {}

    /**
     * An earlier stage.
     *
     * @param index its number, counted from 0
     */
    record StageBase(int index) implements BaseReference {}

    /**
     * An image from outside.
     *
     * @param reference the image, with the values of ARG put in
     * @param asWritten the word of the FROM line
     */
    record ExternalImage(ImageReference reference, String asWritten) implements BaseReference {}

    /**
     * Nothing that a build could take; a {@link Problem} says why.
     *
     * @param asWritten the word of the FROM line
     */
    record InvalidBase(String asWritten) implements BaseReference {}
}
