package dev.multistage.grader.base;

/**
 * A base image that the engine has now.
 *
 * @param reference the name as the Dockerfile writes it
 * @param name the name to build with; it differs from {@code reference} only where a digest cannot
 *     be had and the stand-in of the tag takes its place
 * @param id the image id, {@code sha256:…}
 * @param digest the digest by which its registry knows it; of a stand-in the image id
 * @param standIn whether it is a stand-in
 * @param origin where it came from, a sentence for the report
 */
public record ResolvedBase(
        String reference, String name, String id, String digest, boolean standIn, String origin) {

    /**
     * Returns whether the FROM line of the uploaded Dockerfile has to name {@link #name()} instead.
     */
    public boolean replaced() {
        return !name.equals(reference);
    }
}
