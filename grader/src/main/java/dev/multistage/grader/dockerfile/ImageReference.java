package dev.multistage.grader.dockerfile;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an image, normalised as Docker does (github.com/distribution/reference): {@code
 * golang:1.26} is {@code docker.io/library/golang:1.26}.
 *
 * @param registry the host of the registry, with its port if it has one; empty for the odd name
 *     whose first part looks like a host and is none, such as {@code my_host.io/app}
 * @param repository the path in it, for example {@code library/golang}
 * @param tag the tag as written; empty without one
 * @param digest the digest, {@code sha256:…}; empty without one
 */
public record ImageReference(
        String registry, String repository, Optional<String> tag, Optional<String> digest) {

    private static final String HUB = "docker.io";
    private static final String OFFICIAL = "library/";
    private static final int LONGEST_NAME = 255;

    /** More than any registry, path, tag and digest together; keeps the expressions shallow. */
    private static final int LONGEST_REFERENCE = 1024;

    private static final Pattern IDENTIFIER = Pattern.compile("[a-f0-9]{64}");
    private static final String HOST_LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*+(?<=[a-zA-Z0-9]))?";
    private static final Pattern REGISTRY =
            Pattern.compile(
                    "(?:"
                            + HOST_LABEL
                            + "(?:\\."
                            + HOST_LABEL
                            + ")*|\\[[a-fA-F0-9:]+])(?::[0-9]+)?");
    private static final Pattern PATH_PART =
            Pattern.compile("[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*+");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern DIGEST =
            Pattern.compile("[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[A-Fa-f0-9]{32,}");

    /** A text that is no image reference; the message is Docker's. */
    public static final class InvalidReferenceException extends RuntimeException {
        InvalidReferenceException(String message) {
            super(message);
        }
    }

    /**
     * Reads a reference.
     *
     * @throws InvalidReferenceException if it is none
     */
    public static ImageReference parse(String text) {
        if (text.length() > LONGEST_REFERENCE) {
            throw new InvalidReferenceException(
                    "repository name must not be more than " + LONGEST_NAME + " characters");
        }
        if (IDENTIFIER.matcher(text).matches()) {
            throw new InvalidReferenceException(
                    "invalid repository name ("
                            + text
                            + "), cannot specify 64-byte hexadecimal strings");
        }
        int slash = text.indexOf('/');
        String first = slash < 0 ? "" : text.substring(0, slash);
        String registry = HUB;
        String rest = text;
        if (slash >= 0 && isRegistry(first)) {
            registry = first.equals("index.docker.io") ? HUB : first;
            rest = text.substring(slash + 1);
        }
        if (registry.equals(HUB) && rest.indexOf('/') < 0) {
            rest = OFFICIAL + rest;
        }
        requireLowerCase(rest);
        return split(registry, rest);
    }

    private static void requireLowerCase(String rest) {
        int colon = rest.indexOf(':');
        String remote = colon < 0 ? rest : rest.substring(0, colon);
        if (!GoCharacters.lower(remote).equals(remote)) {
            throw new InvalidReferenceException(
                    "invalid reference format: repository name (" + remote + ") must be lowercase");
        }
    }

    private static ImageReference split(String registry, String rest) {
        String name = rest;
        Optional<String> digest = Optional.empty();
        Optional<String> tag = Optional.empty();
        int at = name.indexOf('@');
        if (at >= 0) {
            digest = Optional.of(name.substring(at + 1));
            name = name.substring(0, at);
        }
        int colon = name.indexOf(':');
        if (colon >= 0) {
            tag = Optional.of(name.substring(colon + 1));
            name = name.substring(0, colon);
        }
        String host = registry;
        if (!REGISTRY.matcher(registry).matches()) {
            host = "";
            name = registry + "/" + name;
        }
        boolean valid =
                isPath(name)
                        && tag.map(value -> TAG.matcher(value).matches()).orElse(true)
                        && digest.map(value -> DIGEST.matcher(value).matches()).orElse(true);
        if (!valid) {
            throw new InvalidReferenceException("invalid reference format");
        }
        // Docker counts the path only, and has known digests checked by their length
        if (name.length() > LONGEST_NAME) {
            throw new InvalidReferenceException(
                    "repository name must not be more than " + LONGEST_NAME + " characters");
        }
        digest.ifPresent(ImageReference::requireKnownDigest);
        return new ImageReference(host, name, tag, digest);
    }

    private static boolean isPath(String path) {
        for (String part : path.split("/", -1)) {
            if (!PATH_PART.matcher(part).matches()) {
                return false;
            }
        }
        return true;
    }

    private static void requireKnownDigest(String digest) {
        int colon = digest.indexOf(':');
        String algorithm = digest.substring(0, colon);
        String hex = digest.substring(colon + 1);
        int length =
                switch (algorithm) {
                    case "sha256" -> 64;
                    case "sha384" -> 96;
                    case "sha512" -> 128;
                    default -> throw new InvalidReferenceException("unsupported digest algorithm");
                };
        if (hex.length() != length) {
            throw new InvalidReferenceException("invalid checksum digest length");
        }
        if (!hex.equals(GoCharacters.lower(hex))) {
            throw new InvalidReferenceException("invalid checksum digest format");
        }
    }

    /** A first part with a dot, a colon or a capital letter is a host; so is localhost. */
    private static boolean isRegistry(String first) {
        return first.equals("localhost")
                || first.indexOf('.') >= 0
                || first.indexOf(':') >= 0
                || !GoCharacters.lower(first).equals(first);
    }

    /** Returns the shortest way to write it, for example {@code golang:1.26}. */
    public String familiar() {
        return familiarName() + suffix();
    }

    /** Returns {@link #familiar()} without tag and digest. */
    public String familiarName() {
        if (!registry.equals(HUB)) {
            return fullName();
        }
        boolean official =
                repository.startsWith(OFFICIAL) && repository.indexOf('/', OFFICIAL.length()) < 0;
        return official ? repository.substring(OFFICIAL.length()) : repository;
    }

    /**
     * Returns the full name, for example {@code docker.io/library/golang:1.26}; {@code latest} is
     * added when there is neither tag nor digest.
     */
    public String canonical() {
        String full = fullName();
        return tag.isEmpty() && digest.isEmpty() ? full + ":latest" : full + suffix();
    }

    private String fullName() {
        return registry.isEmpty() ? repository : registry + "/" + repository;
    }

    /** Returns the tag that is meant: {@code latest} when there is neither tag nor digest. */
    public Optional<String> effectiveTag() {
        return tag.isPresent() || digest.isPresent() ? tag : Optional.of("latest");
    }

    /** Returns the reference without its digest. */
    public ImageReference withoutDigest() {
        return new ImageReference(registry, repository, tag, Optional.empty());
    }

    /** Returns the reference with a digest. */
    public ImageReference withDigest(String newDigest) {
        return new ImageReference(registry, repository, tag, Optional.of(newDigest));
    }

    private String suffix() {
        return tag.map(value -> ":" + value).orElse("")
                + digest.map(value -> "@" + value).orElse("");
    }

    @Override
    public String toString() {
        return familiar();
    }
}
