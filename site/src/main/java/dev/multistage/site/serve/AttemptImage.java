package dev.multistage.site.serve;

import dev.multistage.grader.explain.DirectoryBytes;
import dev.multistage.grader.picture.BarsPicture;
import dev.multistage.grader.picture.ImageBars;
import dev.multistage.grader.picture.LayersPicture;
import dev.multistage.grader.picture.TreemapPicture;
import java.util.List;
import java.util.Optional;

/**
 * An image of an attempt, to be drawn.
 *
 * @param lines its bytes by line, beside its Dockerfile
 * @param directories its biggest directories; empty if the grader of that day did not note them
 */
record AttemptImage(ImageBars lines, List<DirectoryBytes> directories) {

    AttemptImage {
        directories = List.copyOf(directories);
    }

    /** Returns its bytes by line, by directory and by layer. */
    String pictures() {
        return pictures(Optional.empty());
    }

    /**
     * Returns its pictures, and a comparison with another image.
     *
     * @param starter what it is compared with, line by line
     */
    String pictures(Optional<ImageBars> starter) {
        return BarsPicture.of(lines)
                + starter.map(before -> BarsPicture.of(before, withoutSource())).orElse("")
                + TreemapPicture.of(lines, directories)
                + LayersPicture.of(lines);
    }

    private ImageBars withoutSource() {
        return new ImageBars(
                lines.title(), lines.bytes(), lines.bars(), List.of(), lines.divided());
    }
}
