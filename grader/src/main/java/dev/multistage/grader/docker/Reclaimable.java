package dev.multistage.grader.docker;

import java.util.EnumSet;
import java.util.Set;

/**
 * Something that the course has taken disk for and that can be given back.
 *
 * @param kind what it is
 * @param items how many images, cache entries or files
 * @param bytes about how many bytes would be freed; layers that other images use count for nothing
 */
public record Reclaimable(Kind kind, int items, long bytes) {

    /** What takes disk. */
    public enum Kind {
        /** Images of submissions that a killed grade left. */
        SUBMISSIONS("images of submissions", ""),
        /** Images that {@code ./grade build} kept. */
        KEPT_BUILDS("images kept by ./grade build", ""),
        /** What is known of layers that were read before. */
        LAYER_ANALYSES("notes on layers", "read again when needed"),
        /** Base images made from packages. */
        STAND_INS("base images made from packages", "made again when needed: minutes"),
        /** BuildKit's cache. */
        BUILD_CACHE("build cache", "shared with every other build on this engine"),
        /** Files that base images are made from. */
        DOWNLOADS("downloads for base images", "fetched again when needed");

        private final String words;
        private final String remark;

        Kind(String words, String remark) {
            this.words = words;
            this.remark = remark;
        }

        /** Returns it in words. */
        public String words() {
            return words;
        }

        /** Returns what a person should know before it goes; may be empty. */
        public String remark() {
            return remark;
        }
    }

    /**
     * Returns what the options of {@code ./grade clean} stand for.
     *
     * @param bases base images too
     * @param cache the build cache and the downloads too
     * @param all everything
     */
    public static Set<Kind> chosen(boolean bases, boolean cache, boolean all) {
        Set<Kind> kinds = EnumSet.of(Kind.SUBMISSIONS, Kind.KEPT_BUILDS, Kind.LAYER_ANALYSES);
        if (bases || all) {
            kinds.add(Kind.STAND_INS);
        }
        if (cache || all) {
            kinds.add(Kind.BUILD_CACHE);
            kinds.add(Kind.DOWNLOADS);
        }
        return kinds;
    }
}
