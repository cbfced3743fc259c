package dev.multistage.grader.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.multistage.grader.docker.DockerEngine;
import dev.multistage.grader.docker.ProgressListener;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Proves the whole set: every stand-in is about as large as the official image and its package
 * manager works in a build. Real images that the engine has are left alone and not looked at.
 *
 * <p>{@code -Dstandins.prefix=somebody/} makes all of them under names of one's own.
 */
class StandInsIT {

    private static final String PREFIX = System.getProperty("standins.prefix", "");
    private static final String PROBE = "multistage-it/probe:2";
    private static final double TOLERANCE = 0.10;

    private static final DockerEngine ENGINE = ItEngine.connect();

    @AfterAll
    static void close() {
        ENGINE.remove(PROBE);
        ENGINE.close();
    }

    @TestFactory
    Stream<DynamicTest> everyStandInIsAsLargeAsTheOfficialImageAndBuilds() throws Exception {
        BaseImages bases = ItEngine.bases(ENGINE, PREFIX, CacheDirectory.ofThisUser());
        List<String> names = bases.list().stream().map(BaseListing::name).toList();
        bases.resolve(names, ProgressListener.NONE);
        return bases.list().stream()
                .filter(base -> base.origin() == BaseListing.Origin.STAND_IN)
                .map(base -> dynamicTest(base.name(), () -> prove(base)));
    }

    private static void prove(BaseListing base) throws InterruptedException {
        double official = base.official().bytes();
        if (official > 0) {
            double off = Math.abs(base.bytes() - official) / official;
            assertTrue(off < TOLERANCE, base.bytes() + " bytes, officially " + (long) official);
        }
        String user = ENGINE.describe(PREFIX + base.name()).orElseThrow().user();
        assertEquals(user(base.name()), user);
        String dockerfile = "FROM " + PREFIX + base.name() + "\n" + probe(base.name());
        assertEquals("", ItEngine.build(ENGINE, PROBE, dockerfile));
    }

    private static String user(String name) {
        if (!name.startsWith("gcr.io/distroless/")) {
            return "";
        }
        return name.endsWith(":nonroot") ? "65532" : "0";
    }

    private static String probe(String name) {
        String image = name.replaceAll("^gcr.io/", "").replaceAll("[:-].*", "");
        return switch (image) {
            case "alpine" ->
                    "RUN apk add --no-cache ca-certificates && adduser -S app && id app | grep uid=100";
            case "debian", "buildpack" ->
                    "RUN apt-get update && apt-get install -y --no-install-recommends tini"
                            + " && rm -rf /var/lib/apt/lists/*";
            case "golang" ->
                    "WORKDIR /app\n"
                            + "RUN go mod init probe && go mod edit -require=github.com/google/uuid@v1.6.0"
                            + " && go mod download && go env GOTOOLCHAIN | grep local";
            case "node" ->
                    "WORKDIR /app\n"
                            + "RUN npm init -y && npm install --package-lock-only is-number@7.0.0"
                            + " && npm ci && node -e 'require(\"is-number\")' && yarn --version"
                            + " && [ $(id -u node) = 1000 ]";
            case "python" ->
                    "RUN pip install --no-compile --target /app click==8.1.7"
                            + " && PYTHONPATH=/app python -c"
                            + " 'import bz2, click, ctypes, hashlib, lzma, sqlite3, ssl, uuid, zlib'"
                            + " && python3 -m venv /venv && /venv/bin/pip --version";
            case "distroless/static" ->
                    copied("golang:1.26-alpine", "/usr/local/go/pkg/tool/linux_amd64/asm", "-V");
            case "distroless/base" -> copied("debian:trixie-slim", "/usr/bin/true", "");
            case "distroless/cc" -> copied("node:24-slim", "/usr/local/bin/node", "--version");
            case "distroless/nodejs24" ->
                    "RUN [\"/nodejs/bin/node\", \"-e\", \"require('https')\"]";
            case "distroless/python3" ->
                    "RUN [\"/usr/bin/python3.13\", \"-c\", \"import ctypes, sqlite3, ssl\"]";
            case "rust" ->
                    "WORKDIR /app\n"
                            + "RUN cargo init -q --name probe . && echo 'itoa = \"=1.0.15\"' >>Cargo.toml"
                            + " && cargo build -q && target/debug/probe";
            case "registry" -> "RUN registry --version";
            case "docker/compose" ->
                    "FROM "
                            + PREFIX
                            + "debian:trixie-slim\n"
                            + "COPY --from=0 /docker-compose /\nRUN /docker-compose version";
            default -> throw new IllegalStateException("no probe for " + name);
        };
    }

    /** Runs a program of another stand-in: there is no shell. */
    private static String copied(String from, String program, String argument) {
        return "COPY --from="
                + PREFIX
                + from
                + " "
                + program
                + " /program\n"
                + "RUN [\"/program\", \""
                + argument
                + "\"]";
    }
}
