package dev.multistage.grader.check;

import dev.multistage.grader.image.Leftover;
import java.util.ArrayList;
import java.util.List;

/** Turns leftovers of one kind into what a failure says. */
final class LeftoverPlaces {

    private LeftoverPlaces() {}

    /** Returns the biggest paths of these leftovers with their lines, at most five. */
    static List<Place> of(ImageEvidence evidence, List<Leftover> leftovers) {
        List<Place> places = new ArrayList<>();
        for (Leftover leftover : leftovers) {
            for (Leftover.Path path : leftover.paths()) {
                if (places.size() == 5) {
                    return places;
                }
                places.add(evidence.at(path.path(), path.bytes()));
            }
        }
        return places;
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
