package dev.multistage.grader.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.context.FileTree;
import dev.multistage.grader.dockerfile.Dockerfile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Why steps ran again, told from what two builds depended on. */
class CacheReasonsTest {

    private static final String DOCKERFILE =
            """
            ARG VERSION=1
            FROM golang:1 AS build
            ARG VERSION
            WORKDIR /src
            COPY go.mod go.sum ./
            RUN go mod download
            COPY . .
            RUN go build -ldflags=-X=main.v=$VERSION

            FROM scratch
            COPY --from=build /src/app /app
            """;

    private final Map<String, byte[]> files = new HashMap<>();
    private final Map<String, String> bases = new HashMap<>(Map.of("golang:1", "sha256:a"));

    CacheReasonsTest() {
        file("go.mod", "module x");
        file("go.sum", "");
        file("main.go", "package main");
        file("web/index.html", "<p>");
    }

    private void file(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private BuildRecord record(Dockerfile dockerfile) {
        return BuildInputs.record(
                "Dockerfile",
                dockerfile,
                List.copyOf(FileTree.of(files).entries()),
                bases,
                "sha256:1");
    }

    private BuildRecord before() {
        BuildRecord record = record(Dockerfile.parse(DOCKERFILE));
        // what is kept between runs is the encoded record
        return BuildRecord.decode(record.encode()).orElseThrow();
    }

    private List<CacheMiss> misses(Optional<BuildRecord> before, String text, Integer... ran) {
        Dockerfile dockerfile = Dockerfile.parse(text);
        return CacheReasons.of(
                dockerfile,
                before,
                record(dockerfile),
                Arrays.stream(ran).map(line -> new LineRun(line, false, 1)).toList());
    }

    private static List<String> summary(List<CacheMiss> misses) {
        return misses.stream().map(miss -> miss.line() + " " + miss.reason()).toList();
    }

    @Test
    void namesTheFileThatChanged() {
        BuildRecord before = before();
        file("main.go", "package main // changed");
        List<CacheMiss> misses = misses(Optional.of(before), DOCKERFILE, 7, 8, 11);
        assertEquals(List.of("7 FILES_CHANGED", "8 PARENT_RAN", "11 STAGE_RAN"), summary(misses));
        assertEquals("main.go changed", misses.get(0).because());
        assertEquals(List.of("main.go"), misses.get(0).files());
        assertEquals("line 7 before it was not in the cache either", misses.get(1).because());
        assertTrue(misses.get(2).because().contains("line 7"), misses.get(2).because());
    }

    @Test
    void looksOnlyAtTheFilesThatALineCopies() {
        BuildRecord before = before();
        file("web/index.html", "<p>changed");
        file("go.mod", "module y");
        files.remove("main.go");
        file("new.go", "package main");
        List<CacheMiss> misses = misses(Optional.of(before), DOCKERFILE, 5);
        assertEquals("go.mod changed", misses.get(0).because());
        misses = misses(Optional.of(before), DOCKERFILE, 7);
        assertEquals(
                "go.mod changed, main.go is gone, new.go is new and 1 more files",
                misses.get(0).because());
    }

    @Test
    void quotesTheInstructionThatWasThere() {
        String changed = DOCKERFILE.replace("go mod download", "go mod download -x");
        List<CacheMiss> misses = misses(Optional.of(before()), changed, 6, 7);
        assertEquals(List.of("6 INSTRUCTION_CHANGED", "7 PARENT_RAN"), summary(misses));
        assertEquals(
                "the instruction changed; it was: RUN go mod download", misses.get(0).because());
    }

    @Test
    void tellsANewLineFromAChangedOne() {
        String longer = DOCKERFILE.replace("WORKDIR /src\n", "WORKDIR /src\nENV A=b\n");
        List<CacheMiss> misses = misses(Optional.of(before()), longer, 7);
        assertEquals(List.of("7 INSTRUCTION_CHANGED"), summary(misses));
        assertEquals("line 5 is new", misses.get(0).because());
    }

    @Test
    void namesTheVariableButNeverItsValue() {
        BuildRecord before = before();
        String other = DOCKERFILE.replace("VERSION=1", "VERSION=geheim");
        List<CacheMiss> misses = misses(Optional.of(before), other, 8);
        assertEquals(List.of("8 ARGUMENT_CHANGED"), summary(misses));
        assertTrue(misses.get(0).because().contains("VERSION"));
        assertTrue(
                !new String(before.encode(), StandardCharsets.ISO_8859_1).contains("package main"));
    }

    @Test
    void knowsANewerBaseImage() {
        BuildRecord before = before();
        bases.put("golang:1", "sha256:b");
        List<CacheMiss> misses = misses(Optional.of(before), DOCKERFILE, 4, 5);
        assertEquals(List.of("4 BASE_CHANGED", "5 PARENT_RAN"), summary(misses));
        String other = DOCKERFILE.replace("golang:1", "golang:2");
        assertEquals(List.of("4 BASE_CHANGED"), summary(misses(Optional.of(before), other, 4)));
    }

    @Test
    void admitsThatItSeesNoReason() {
        assertEquals(
                List.of("6 NOT_IN_CACHE"), summary(misses(Optional.of(before()), DOCKERFILE, 6)));
        assertEquals(List.of("6 FIRST_BUILD"), summary(misses(Optional.empty(), DOCKERFILE, 6)));
    }

    @Test
    void forgetsWhatIsNoRecord() {
        byte[] bytes = before().encode();
        assertEquals(Optional.empty(), BuildRecord.decode(new byte[0]));
        assertEquals(Optional.empty(), BuildRecord.decode(Arrays.copyOf(bytes, bytes.length / 2)));
        bytes[3] = 99;
        assertEquals(Optional.empty(), BuildRecord.decode(bytes));
    }
}
