package dev.multistage.grader.base;

import dev.multistage.grader.docker.ImageDescription;
import java.util.List;
import java.util.Map;

/**
 * A base image that can be made from packages, as {@code standins.json} describes it.
 *
 * @param name the official image's name
 * @param aliases other official names of the same image
 * @param made what it is made from and where it differs from the official image, in a sentence
 * @param official the official image's size
 * @param dockerfile the recipe: the name of a Dockerfile beside {@code standins.json}; empty for
 *     Debian's minimal system, which mmdebstrap makes
 * @param target the stage to build, empty for the last one
 * @param arguments values for the recipe's ARGs
 * @param bases names of the stand-ins that the recipe stands on, by ARG
 * @param downloads names of the downloads that the recipe needs, by their file name in the context
 * @param files further files beside {@code standins.json} that the recipe needs
 */
record StandIn(
        String name,
        List<String> aliases,
        String made,
        OfficialSize official,
        String dockerfile,
        String target,
        Map<String, String> arguments,
        Map<String, String> bases,
        Map<String, String> downloads,
        List<String> files) {

    /** Marks stand-ins, and so every image built on one; its value is the stand-in's name. */
    static final String LABEL = "dev.multistage.standin";

    /** A digest of the recipe that a stand-in was made by. */
    static final String RECIPE_LABEL = "dev.multistage.standin.recipe";

    /** The one platform that stand-ins are made for. */
    static final String PLATFORM = "linux/amd64";

    StandIn {
        aliases = aliases == null ? List.of() : List.copyOf(aliases);
        dockerfile = dockerfile == null ? "" : dockerfile;
        target = target == null ? "" : target;
        arguments = arguments == null ? Map.of() : Map.copyOf(arguments);
        bases = bases == null ? Map.of() : Map.copyOf(bases);
        downloads = downloads == null ? Map.of() : Map.copyOf(downloads);
        files = files == null ? List.of() : List.copyOf(files);
    }

    /** Returns whether an image is a stand-in or was built on one. */
    static boolean isStandIn(ImageDescription image) {
        return image.labels().containsKey(LABEL);
    }

    /** Returns whether mmdebstrap makes it; everything else is a build. */
    boolean isMinimalDebian() {
        return dockerfile.isEmpty();
    }
}
