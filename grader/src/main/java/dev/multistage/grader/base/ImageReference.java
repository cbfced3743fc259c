package dev.multistage.grader.base;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an image taken apart, by the grammar of the distribution project's {@code reference}
 * package.
 *
 * @param registry the registry's host, {@code docker.io} if the name has none
 * @param repository the repository there, {@code library/golang} for {@code golang}
 * @param tag the tag, empty if the name has only a digest; {@code latest} if it has neither
 * @param digest {@code sha256:…}, empty if the name has none
 */
public record ImageReference(String registry, String repository, String tag, String digest) {

    private static final String DEFAULT_REGISTRY = "docker.io";
    private static final String DEFAULT_NAMESPACE = "library/";
    private static final Pattern REPOSITORY =
            Pattern.compile(
                    "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*"
                            + "(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
    private static final Pattern DIGEST = Pattern.compile("[a-z0-9]+:[0-9a-f]{32,}");
    private static final int LONGEST_NAME = 255;

    /** Takes a name apart; empty if it is not the name of an image. */
    public static Optional<ImageReference> parse(String name) {
        int at = name.indexOf('@');
        String digest = at < 0 ? "" : name.substring(at + 1);
        String rest = at < 0 ? name : name.substring(0, at);
        int colon = rest.lastIndexOf(':');
        boolean tagged = colon > rest.lastIndexOf('/');
        String tag = tagged ? rest.substring(colon + 1) : at < 0 ? "latest" : "";
        String path = tagged ? rest.substring(0, colon) : rest;

        int slash = path.indexOf('/');
        String first = slash < 0 ? "" : path.substring(0, slash);
        boolean hasRegistry =
                first.contains(".") || first.contains(":") || first.equals("localhost");
        String registry = hasRegistry ? first : DEFAULT_REGISTRY;
        String repository = hasRegistry ? path.substring(slash + 1) : path;
        if (registry.equals("index.docker.io")) {
            registry = DEFAULT_REGISTRY;
        }
        if (registry.equals(DEFAULT_REGISTRY) && !repository.contains("/")) {
            repository = DEFAULT_NAMESPACE + repository;
        }
        boolean wellFormed =
                path.length() <= LONGEST_NAME
                        && REPOSITORY.matcher(repository).matches()
                        && (tagged ? TAG.matcher(tag).matches() : true)
                        && (at < 0 || DIGEST.matcher(digest).matches());
        return wellFormed
                ? Optional.of(new ImageReference(registry, repository, tag, digest))
                : Optional.empty();
    }

    /** Returns the full name, for example {@code docker.io/library/golang:1.26}. */
    public String canonical() {
        return registry + "/" + repository + suffix();
    }

    /** Returns the name as people write it, for example {@code golang:1.26}. */
    public String familiar() {
        return familiarRepository() + suffix();
    }

    /** Returns the name without its digest. */
    public ImageReference withoutDigest() {
        return new ImageReference(registry, repository, tag, "");
    }

    /** Returns whether both names are of the same repository, whatever the tags. */
    public boolean sameRepository(ImageReference other) {
        return registry.equals(other.registry) && repository.equals(other.repository);
    }

    private String familiarRepository() {
        if (!registry.equals(DEFAULT_REGISTRY)) {
            return registry + "/" + repository;
        }
        return repository.startsWith(DEFAULT_NAMESPACE)
                ? repository.substring(DEFAULT_NAMESPACE.length())
                : repository;
    }

    private String suffix() {
        return (tag.isEmpty() ? "" : ":" + tag) + (digest.isEmpty() ? "" : "@" + digest);
    }
}
