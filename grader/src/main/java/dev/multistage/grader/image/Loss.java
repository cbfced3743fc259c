package dev.multistage.grader.image;

import java.util.List;

/**
 * Bytes that one layer wrote and another one threw away.
 *
 * @param writtenBy the layer that wrote them, 0 for the lowest
 * @param lostBy the layer that hides them; the same one where an archive names a path twice
 * @param fate how they were lost; never {@link Fate#LIVE}
 * @param bytes all of them
 * @param files the files, the biggest first
 */
public record Loss(int writtenBy, int lostBy, Fate fate, long bytes, List<AccountedFile> files) {

    public Loss {
        files = List.copyOf(files);
    }
}
