package dev.multistage.grader.image;

import java.util.regex.Pattern;

/** Files that package managers and account tools rewrite whenever they run. */
final class RoutinePaths {

    private static final Pattern PATHS =
            Pattern.compile(
                    "/var/lib/dpkg/.*"
                            + "|/var/lib/apt/extended_states"
                            + "|/var/cache/debconf/.*"
                            + "|/var/cache/ldconfig/aux-cache"
                            + "|/var/log/.*"
                            + "|(/usr)?/lib/apk/(db|exec)/.*"
                            + "|/var/lib/apk/.*"
                            + "|/etc/apk/world"
                            + "|/var/lib/rpm/.*|/usr/lib/sysimage/rpm/.*"
                            + "|/etc/(passwd|group|shadow|gshadow|subuid|subgid)-?"
                            + "|/etc/ld\\.so\\.cache"
                            + "|/etc/ssl/certs/(ca-certificates\\.crt|java/cacerts)"
                            + "|/etc/alternatives/.*"
                            + "|/usr/share/mime/mime\\.cache"
                            + "|/usr/share/info/dir");

    private RoutinePaths() {}

    static boolean contains(String path) {
        return PATHS.matcher(path).matches();
    }
}
