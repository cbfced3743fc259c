package dev.multistage.grader.image;

import static dev.multistage.grader.image.LeftoverCategory.PACKAGE_CACHE;
import static dev.multistage.grader.image.LeftoverCategory.PACKAGE_INDEX;
import static dev.multistage.grader.image.LeftoverRule.ending;
import static dev.multistage.grader.image.LeftoverRule.kind;
import static dev.multistage.grader.image.LeftoverRule.under;
import static dev.multistage.grader.image.LeftoverRule.within;

import dev.multistage.grader.image.ContentKind.Archive;
import dev.multistage.grader.image.ContentKind.Packing;
import dev.multistage.grader.image.ContentKind.Simple;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What package managers keep. The layout of a cache is looked for wherever it is, so that setting
 * another cache directory does not hide it; packages are recognised by their content.
 */
final class CacheRules {

    /** The home of the user that build steps run as, unless the Dockerfile says otherwise. */
    private static final String HOME = "/root";

    private static final Pattern PIP_DOWNLOAD =
            Pattern.compile("/http(-v2)?(/[0-9a-f]){5}/[0-9a-f]{56}(\\.body)?$");

    private static final Pattern APT_LIST =
            Pattern.compile(".*_dists_.*_(In)?Release|.*_dists_.*_Packages(\\.[a-z0-9]+)?");

    private CacheRules() {}

    static List<LeftoverRule> rules() {
        return List.of(
                cache(
                        "pip cache",
                        "Add --no-cache-dir to pip install, or keep the cache outside of the image:"
                                + " RUN --mount=type=cache,target=/root/.cache/pip.",
                        within("/.cache/pip/").or(CacheRules::isPipDownload)),
                cache(
                        "Python wheels",
                        "Copy wheels for the length of one step: RUN --mount=type=bind,from=build"
                                + " and pip install from there.",
                        kind(new Archive(Packing.WHEEL))
                                .and(within("/ensurepip/", "/virtualenv/").negate())),
                cache(
                        "npm cache",
                        "Keep the cache outside of the image: RUN"
                                + " --mount=type=cache,target=/root/.npm npm ci.",
                        within("/_cacache/", "/.npm/_logs/", "/.npm/_npx/")),
                cache(
                        "yarn cache",
                        "Keep the cache outside of the image with RUN --mount=type=cache, or run"
                                + " yarn cache clean in the same RUN.",
                        within(
                                "/.cache/yarn/",
                                "/yarn/berry/cache/",
                                "/.yarn/cache/",
                                "/yarn/v6/")),
                cache(
                        "pnpm store",
                        "Keep the store outside of the image with RUN --mount=type=cache.",
                        within("/.pnpm-store/", "/pnpm/store/", "/.cache/pnpm/")),
                cache(
                        "uv and Poetry caches",
                        "Keep the cache outside of the image with RUN --mount=type=cache.",
                        within("/.cache/uv/", "/.cache/pypoetry/", "/.cache/pipenv/")),
                cache(
                        "Go build cache",
                        "Build in a stage of its own, with RUN"
                                + " --mount=type=cache,target=/root/.cache/go-build.",
                        within("/.cache/go-build/").or(kind(Simple.GO_OBJECT))),
                cache(
                        "Go module cache",
                        "Build in a stage of its own, with RUN"
                                + " --mount=type=cache,target=/go/pkg/mod.",
                        within("/pkg/mod/")),
                cache(
                        "Cargo registry",
                        "Build in a stage of its own, with RUN"
                                + " --mount=type=cache,target=/usr/local/cargo/registry.",
                        within("/cargo/registry/", "/cargo/git/")
                                .or(within("/registry/src/index.", "/registry/cache/index."))),
                cache(
                        "Maven repository",
                        "Build in a stage of its own, with RUN"
                                + " --mount=type=cache,target="
                                + HOME
                                + "/.m2.",
                        within("/.m2/repository/")),
                cache(
                        "Gradle caches",
                        "Build in a stage of its own, with RUN"
                                + " --mount=type=cache,target="
                                + HOME
                                + "/.gradle.",
                        within("/.gradle/caches/", "/.gradle/wrapper/", "/.gradle/daemon/")),
                cache(
                        "apt packages",
                        "Delete them in the RUN that fetched them: apt-get clean.",
                        kind(new Archive(Packing.DEB)).or(under("/var/cache/apt/"))),
                cache(
                        "rpm packages",
                        "Delete them in the RUN that fetched them: dnf clean all.",
                        kind(new Archive(Packing.RPM))
                                .or(
                                        under(
                                                "/var/cache/dnf/",
                                                "/var/cache/yum/",
                                                "/var/cache/libdnf5/",
                                                "/var/cache/zypp/"))),
                cache(
                        "Ruby, PHP and .NET caches",
                        "Delete the cache in the RUN that filled it, or keep it outside of the"
                                + " image with RUN --mount=type=cache.",
                        within(
                                "/.composer/cache/",
                                "/bundle/cache/",
                                "/.gem/cache/",
                                "/.nuget/packages/",
                                "/.cache/composer/")),
                new LeftoverRule(
                        PACKAGE_INDEX,
                        "apt package lists",
                        "Delete them in the RUN that fetched them: rm -rf /var/lib/apt/lists/*.",
                        under("/var/lib/apt/lists/").or(CacheRules::isAptList)),
                new LeftoverRule(
                        PACKAGE_INDEX,
                        "apk package index",
                        "Use apk add --no-cache.",
                        under("/var/cache/apk/", "/etc/apk/cache/")
                                .or(ending("/APKINDEX.tar.gz"))));
    }

    private static boolean isPipDownload(FileEntry entry) {
        return entry.path().contains("/http") && PIP_DOWNLOAD.matcher(entry.path()).find();
    }

    /** apt names its lists after the address that they came from. */
    private static boolean isAptList(FileEntry entry) {
        return APT_LIST.matcher(entry.name()).matches();
    }

    private static LeftoverRule cache(String name, String firstMove, Predicate<FileEntry> matches) {
        return new LeftoverRule(PACKAGE_CACHE, name, firstMove, matches);
    }
}
