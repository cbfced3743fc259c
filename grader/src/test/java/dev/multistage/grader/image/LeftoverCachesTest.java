package dev.multistage.grader.image;

import static dev.multistage.grader.image.FoundLeftovers.assertFound;
import static dev.multistage.grader.image.FoundLeftovers.big;
import static dev.multistage.grader.image.FoundLeftovers.leftovers;
import static dev.multistage.grader.image.LeftoverCategory.PACKAGE_CACHE;
import static dev.multistage.grader.image.LeftoverCategory.PACKAGE_INDEX;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Caches and indexes of package managers in an image. */
class LeftoverCachesTest {

    @Test
    void findsCachesByLayoutAndContent() throws IOException {
        String hash = "0123456789".repeat(6).substring(0, 56);
        Leftovers leftovers =
                leftovers(
                        new TarBuilder()
                                .file("root/.cache/pip/selfcheck/a.json", big("{}"))
                                .file("x/http-v2/a/b/c/d/e/" + hash + ".body", "x")
                                .file("x/_cacache/content-v2/sha512/00/11/x", big("x"))
                                .file("root/.cache/go-build/00/00ab-d", big("go"))
                                .file("elsewhere/00ab-d", big("!<arch>\n__.PKGDEF  "))
                                .file("go/pkg/mod/example.com/x/x.go", big("package x\n"))
                                .file("tmp/six.bin", wheel())
                                .file("var/cache/apt/pkgcache.bin", big("x"))
                                .file("debs/x", big("!<arch>\ndebian-binary   "))
                                .file("var/lib/apt/lists/deb_Packages", big("x"))
                                .file("opt/data/deb_dists_trixie_main_Packages.lz4", big("x"))
                                .file("var/cache/apk/APKINDEX.1.tar.gz", big("x"))
                                .file("root/.m2/repository/a/a.jar", big("x"))
                                .file("usr/local/cargo/registry/cache/x.crate", big("x")));
        assertFound(
                leftovers,
                PACKAGE_CACHE,
                "pip cache",
                "/root/.cache/pip/selfcheck/a.json",
                "/x/http-v2/a/b/c/d/e/" + hash + ".body");
        assertFound(leftovers, PACKAGE_CACHE, "npm cache", "/x/_cacache/content-v2/sha512/00/11/x");
        assertFound(
                leftovers,
                PACKAGE_CACHE,
                "Go build cache",
                "/elsewhere/00ab-d",
                "/root/.cache/go-build/00/00ab-d");
        assertFound(leftovers, PACKAGE_CACHE, "Go module cache", "/go/pkg/mod/example.com/x/x.go");
        assertFound(leftovers, PACKAGE_CACHE, "Python wheels", "/tmp/six.bin");
        assertFound(
                leftovers, PACKAGE_CACHE, "apt packages", "/debs/x", "/var/cache/apt/pkgcache.bin");
        assertFound(
                leftovers,
                PACKAGE_INDEX,
                "apt package lists",
                "/opt/data/deb_dists_trixie_main_Packages.lz4",
                "/var/lib/apt/lists/deb_Packages");
        assertFound(
                leftovers, PACKAGE_INDEX, "apk package index", "/var/cache/apk/APKINDEX.1.tar.gz");
        assertFound(leftovers, PACKAGE_CACHE, "Maven repository", "/root/.m2/repository/a/a.jar");
        assertFound(
                leftovers,
                PACKAGE_CACHE,
                "Cargo registry",
                "/usr/local/cargo/registry/cache/x.crate");
    }

    @Test
    void ignoresTheFewBytesThatCleaningUpLeaves() {
        assertEquals(
                List.of(),
                leftovers(
                                new TarBuilder()
                                        .file("root/.npm/_logs/debug-0.log", "ok")
                                        .file("var/lib/apt/lists/lock", "")
                                        .file("var/cache/apt/archives/lock", ""))
                        .all());
    }

    private static byte[] wheel() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("six.py"));
            zip.write(TarBuilder.bytes(70_000, 1));
            zip.putNextEntry(new ZipEntry("six-1.dist-info/WHEEL"));
        }
        return out.toByteArray();
    }
}
