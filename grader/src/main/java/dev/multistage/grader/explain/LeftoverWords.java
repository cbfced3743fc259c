package dev.multistage.grader.explain;

import dev.multistage.grader.image.LeftoverCategory;

/** Leftovers in words. */
final class LeftoverWords {

    private LeftoverWords() {}

    /** Returns what they are, to stand behind "12.3 MB of". */
    static String noun(LeftoverCategory category) {
        return switch (category) {
            case TOOLCHAIN -> "build tools";
            case DEVELOPMENT_FILE -> "files that only a compiler reads";
            case PACKAGE_MANAGER -> "package managers";
            case PACKAGE_CACHE -> "package cache";
            case PACKAGE_INDEX -> "package lists";
            case DEV_DEPENDENCY -> "development packages";
            case SOURCE -> "sources and intermediate results";
            case TEST -> "tests";
            case VERSION_CONTROL -> "version-control data";
            case PROJECT_FILE -> "files for those who work on the project";
            case DOCUMENTATION -> "documentation";
            case DEBUG_SYMBOLS -> "debug symbols";
            case DUPLICATE -> "second copies of the same content";
        };
    }

    /** Returns why it matters that they are there. */
    static String why(LeftoverCategory category) {
        return switch (category) {
            case TOOLCHAIN, DEVELOPMENT_FILE ->
                    "A running program needs no compiler; an intruder would welcome one.";
            case PACKAGE_MANAGER, PACKAGE_INDEX ->
                    "Nothing is installed in a running container: the next image is built instead.";
            case PACKAGE_CACHE -> "Only the next installation would read it, and there is none.";
            case DEV_DEPENDENCY ->
                    "The program runs without them, and each is code that somebody has to patch.";
            case SOURCE, TEST, PROJECT_FILE ->
                    "The built program does not read them, and everybody who pulls the image can.";
            case VERSION_CONTROL ->
                    "The whole history is in it, deleted secrets and all, for everybody who pulls.";
            case DOCUMENTATION -> "Nobody reads it in a container.";
            case DEBUG_SYMBOLS -> "Only a debugger reads them.";
            case DUPLICATE -> "The same bytes are stored and transferred twice.";
        };
    }
}
