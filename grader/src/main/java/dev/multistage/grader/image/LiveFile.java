package dev.multistage.grader.image;

/**
 * An entry that can be seen in the merged root of an image.
 *
 * @param entry the entry
 * @param layerIndex the layer it comes from, 0 for the lowest
 */
public record LiveFile(FileEntry entry, int layerIndex) {}
