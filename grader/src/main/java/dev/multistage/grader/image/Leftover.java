package dev.multistage.grader.image;

import java.util.Comparator;
import java.util.List;

/**
 * Bytes that live in an image though nothing needs them there: files of one kind from one layer.
 *
 * @param category what they are good for
 * @param name what they are, for a reader: {@code Go toolchain}, {@code pip cache}; for a package
 *     its name
 * @param bytes what the image would save; part of the files' sizes for debug symbols
 * @param files the files, the biggest first
 * @param layerIndex the layer that holds them
 * @param ofBase whether that layer belongs to the base image
 * @param firstMove what to do first, one plain sentence
 */
public record Leftover(
        LeftoverCategory category,
        String name,
        long bytes,
        List<LiveFile> files,
        int layerIndex,
        boolean ofBase,
        String firstMove) {

    static final Comparator<Leftover> BIGGEST_FIRST =
            Comparator.comparingLong(Leftover::bytes)
                    .reversed()
                    .thenComparing(Leftover::name)
                    .thenComparing(Leftover::layerIndex);

    public Leftover {
        files = List.copyOf(files);
    }

    /** Returns the paths of the biggest files. */
    public List<String> biggest(int count) {
        return files.stream().limit(count).map(file -> file.entry().path()).toList();
    }
}
