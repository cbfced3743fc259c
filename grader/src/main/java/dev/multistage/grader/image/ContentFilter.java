package dev.multistage.grader.image;

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Says which files keep their content when an image is read.
 *
 * @param wanted whether the file at this absolute path is wanted
 * @param bytesPerFile a longer file is not kept
 * @param bytesPerLayer once this many bytes of a layer are kept, no more are
 */
public record ContentFilter(Predicate<String> wanted, int bytesPerFile, long bytesPerLayer) {

    /** The last parts of the paths below: most files are told by them, which is much faster. */
    private static final Set<String> DEFAULT_NAMES =
            Set.of(
                    "passwd",
                    "group",
                    "os-release",
                    "status",
                    "installed",
                    "ca-certificates.crt",
                    "ca-bundle.pem",
                    "cert.pem",
                    "cacert.pem",
                    "tls-ca-bundle.pem",
                    ".package-lock.json",
                    "METADATA",
                    "package.json");

    private static final Pattern DEFAULT_PATHS =
            Pattern.compile(
                    "/etc/(passwd|group|os-release)"
                            + "|/usr/lib/os-release"
                            + "|/var/lib/dpkg/status"
                            + "|(/usr)?/lib/apk/db/installed"
                            + "|/etc/ssl/(certs/ca-certificates\\.crt|ca-bundle\\.pem|cert\\.pem)"
                            + "|/etc/pki/tls/(certs/ca-bundle\\.crt|cacert\\.pem)"
                            + "|/etc/pki/ca-trust/extracted/pem/tls-ca-bundle\\.pem"
                            + "|.*/node_modules/\\.package-lock\\.json"
                            + "|.*\\.dist-info/METADATA"
                            + "|.*/node_modules/(@[^/]+/)?[^/@]+/package\\.json");

    /**
     * Accounts, the distribution's name, package databases, certificate bundles, and the names and
     * versions of installed Node and Python packages; 2 MB a file, 8 MB a layer.
     */
    public static final ContentFilter DEFAULT =
            new ContentFilter(ContentFilter::byDefault, 2_000_000, 8_000_000);

    private static boolean byDefault(String path) {
        return DEFAULT_NAMES.contains(path.substring(path.lastIndexOf('/') + 1))
                && DEFAULT_PATHS.matcher(path).matches();
    }
}
