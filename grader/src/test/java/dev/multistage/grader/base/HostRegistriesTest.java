package dev.multistage.grader.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostRegistriesTest {

    @TempDir Path root;

    @Test
    void aMachineWithoutSettingsGivesEmptyFiles() {
        HostRegistries host = read(Map.of(), List.of("APT \"\";", "Acquire::Languages \"\";"));
        host.files().forEach((name, content) -> assertEquals(0, content.length, name));
        assertEquals(List.of(), host.mirrors().entries("trixie"));
    }

    @Test
    void addedCertificatesComeWithTheWholeBundleForNpm() throws Exception {
        file("usr/local/share/ca-certificates/room/proxy.crt", "PROXY");
        file("etc/ssl/certs/ca-certificates.crt", "ALL OF THEM AND PROXY");
        HostRegistries host = read(Map.of(), List.of());
        assertEquals("PROXY", text(host, "certificates/proxy.crt"));
        assertEquals("ALL OF THEM AND PROXY", text(host, "ca-bundle.pem"));
        assertEquals("cafile=/usr/local/etc/ca-bundle.pem\n", text(host, "npmrc"));
    }

    @Test
    void theBundleAloneIsNothingSpecial() throws Exception {
        file("etc/ssl/certs/ca-certificates.crt", "ALL OF THEM");
        assertEquals("", text(read(Map.of(), List.of()), "ca-bundle.pem"));
    }

    @Test
    void onlyAptOptionsThatReachMirrorsAreTaken() {
        HostRegistries host =
                read(
                        Map.of(),
                        List.of(
                                "APT::Install-Recommends \"1\";",
                                "Acquire::Check-Valid-Until \"false\";",
                                "Acquire::http::Proxy \"http://cache.room:3142\";",
                                "Acquire::http::Proxy::mirror.room \"DIRECT\";",
                                "Acquire::https::Proxy \"http://ada:secret@proxy.room\";",
                                "Dir::Cache \"var/cache/apt\";"));
        assertEquals(
                "Acquire::Check-Valid-Until \"false\";\n"
                        + "Acquire::http::Proxy \"http://cache.room:3142\";\n"
                        + "Acquire::http::Proxy::mirror.room \"DIRECT\";\n",
                text(host, "apt.conf"));
    }

    @Test
    void npmReadsTheUsersFileOverTheSystemsAndTheEnvironmentOverBoth() throws Exception {
        file("etc/npmrc", "registry=http://system.room/\nproxy = http://proxy.room:8080\n");
        file("home/.npmrc", "; mine\nregistry=http://user.room/\n//user.room/:_authToken=secret\n");
        assertEquals(
                "registry=http://user.room/\nproxy=http://proxy.room:8080\n",
                text(read(Map.of(), List.of()), "npmrc"));
        assertEquals(
                "registry=http://environment.room/\nproxy=http://proxy.room:8080\n",
                text(
                        read(Map.of("npm_config_registry", "http://environment.room/"), List.of()),
                        "npmrc"));
    }

    @Test
    void pipReadsTheGlobalSectionOnly() throws Exception {
        file(
                "etc/pip.conf",
                "[global]\nindex-url = http://index.room/simple\ntimeout = 10\n"
                        + "[install]\nproxy = http://other.room\n");
        HostRegistries host = read(Map.of("PIP_TRUSTED_HOST", "index.room"), List.of());
        assertEquals(
                "[global]\nindex-url = http://index.room/simple\ntrusted-host = index.room\n",
                text(host, "pip.conf"));
    }

    @Test
    void addressesWithAPasswordAreNotTaken() {
        HostRegistries host =
                read(Map.of("PIP_INDEX_URL", "https://ada:secret@index.room/simple"), List.of());
        assertEquals("", text(host, "pip.conf"));
    }

    @Test
    void goSettingsComeFromItsOwnFileAndTheEnvironment() throws Exception {
        file("home/.config/go/env", "GOPROXY=http://modules.room\nGOFLAGS=-x\n");
        HostRegistries host = read(Map.of("GOSUMDB", "off"), List.of());
        assertEquals("GOPROXY=http://modules.room\nGOSUMDB=off\n", text(host, "go.env"));
    }

    @Test
    void cargoLearnsWhereCratesComeFromAndNothingElse() throws Exception {
        file(
                "home/.cargo/config.toml",
                """
                [build]
                rustc-wrapper = "sccache"
                [source.crates-io]
                replace-with = "room"

                [source.room]
                registry = "sparse+http://crates.room/"
                [http]
                cainfo = "/home/ada/ca.pem"
                proxy = "proxy.room:8080"
                [target.x86_64-unknown-linux-gnu]
                linker = "mold"
                """);
        assertEquals(
                """
                [source.crates-io]
                replace-with = "room"
                [source.room]
                registry = "sparse+http://crates.room/"
                [http]
                proxy = "proxy.room:8080"
                """,
                text(read(Map.of(), List.of()), "cargo.toml"));
    }

    @Test
    void cargoSettingsWithCredentialsAreLeftOut() throws Exception {
        file(
                "home/.cargo/config.toml",
                "[registries.room]\nindex = \"sparse+https://ada:secret@crates.room/\"\n");
        assertEquals("", text(read(Map.of(), List.of()), "cargo.toml"));
    }

    @Test
    void proxiesOfTheEnvironmentReachTheBuildAndNoFile() {
        HostRegistries host = read(Map.of("HTTPS_PROXY", "http://proxy.room:8080"), List.of());
        assertEquals(Map.of("HTTPS_PROXY", "http://proxy.room:8080"), host.proxies());
        assertTrue(host.files().values().stream().allMatch(content -> content.length == 0));
    }

    @Test
    void debianMirrorsAreReadFromOneLineEntries() throws Exception {
        file(
                "etc/apt/sources.list",
                "# deb http://old.room/debian bookworm main\n"
                        + "deb [signed-by=/x.gpg] http://mirror.room/debian bookworm main contrib\n"
                        + "deb http://mirror.room/debian bookworm-updates main\n"
                        + "deb http://mirror.room/debian-security bookworm-security main\n");
        assertEquals(
                List.of(
                        "deb http://mirror.room/debian trixie main",
                        "deb http://mirror.room/debian trixie-updates main",
                        "deb http://mirror.room/debian-security trixie-security main"),
                read(Map.of(), List.of()).mirrors().entries("trixie"));
    }

    @Test
    void debianMirrorsAreReadFromParagraphsAndOtherArchivesAreNotTaken() throws Exception {
        file(
                "etc/apt/sources.list.d/a-tool.sources",
                "Types: deb\nURIs: http://tool.room/apt\nSuites: stable\nComponents: main\n");
        file(
                "etc/apt/sources.list.d/debian.sources",
                "# comment\nTypes: deb\nURIs: http://mirror.room/debian/\n"
                        + "Suites: trixie trixie-updates\nComponents: main\n\n"
                        + "Types: deb\nURIs: http://gone.room/debian-security/\n"
                        + "Suites: trixie-security\nComponents: main\nEnabled: no\n");
        DebianSources mirrors = read(Map.of(), List.of()).mirrors();
        assertEquals("http://mirror.room/debian/", mirrors.main());
        assertEquals("", mirrors.security());
        assertEquals(2, mirrors.entries("trixie").size());
    }

    @Test
    void theMirrorsOfAnotherSystemAreNotDebians() throws Exception {
        file("etc/apt/sources.list", "deb http://mirror.room/debian noble main\n");
        HostRegistries host =
                HostRegistries.read(root, root.resolve("home"), Map.of(), false, List.of());
        assertFalse(host.mirrors().entries("trixie").iterator().hasNext());
    }

    private HostRegistries read(Map<String, String> environment, List<String> aptConfiguration) {
        return HostRegistries.read(root, root.resolve("home"), environment, true, aptConfiguration);
    }

    private static String text(HostRegistries host, String file) {
        return new String(host.files().get(file), StandardCharsets.UTF_8);
    }

    private void file(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
