package dev.multistage.grader.check;

import dev.multistage.grader.image.Leftover;
import dev.multistage.grader.image.LiveFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Turns leftovers of one kind into what a failure says. */
final class LeftoverPlaces {

    private LeftoverPlaces() {}

    /** Returns the biggest files of these leftovers with their lines, at most five. */
    static List<Place> of(ImageEvidence evidence, List<Leftover> leftovers) {
        return leftovers.stream()
                .flatMap(leftover -> leftover.files().stream())
                .sorted(Comparator.comparingLong((LiveFile f) -> f.entry().size()).reversed())
                .limit(5)
                .map(file -> evidence.at(file.entry().path(), file.entry().size()))
                .toList();
    }

    /** Returns names and sizes in words: {@code Go toolchain (215.3 MB), git (4.1 MB)}. */
    static String inWords(List<Leftover> leftovers) {
        List<String> words = new ArrayList<>();
        for (Leftover leftover : leftovers) {
            words.add(leftover.name() + " (" + Sizes.megabytes(leftover.bytes()) + ")");
        }
        return words.size() <= 5
                ? String.join(", ", words)
                : String.join(", ", words.subList(0, 5)) + " and " + (words.size() - 5) + " more";
    }
}
