package dev.multistage.grader.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.dockerfile.Dockerfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildCacheTest {

    private static final BuildCache CHECK =
            new BuildCache("src/a.js", "README.md", "package-lock.json", "npm");

    private static final String DOCKERFILE =
            "FROM node:24 AS build\nCOPY . .\nRUN npm ci\nRUN npm run build\n"
                    + "FROM scratch\nCOPY --from=build /dist /dist\n";

    /** Steps by the file that was edited; anything else came from the cache. */
    private record Edits(String text, Map<String, List<Rebuild.Step>> steps, List<String> asked)
            implements RebuildEvidence {

        Edits(String text, Map<String, List<Rebuild.Step>> steps) {
            this(text, steps, new ArrayList<>());
        }

        @Override
        public DockerfileEvidence dockerfile() {
            return new DockerfileEvidence("Dockerfile", Dockerfile.parse(text));
        }

        @Override
        public Rebuild afterEditing(String path, Set<Integer> lines) {
            asked.add(path + " " + lines);
            return new Rebuild(steps.getOrDefault(path, List.of()), "");
        }
    }

    private static Rebuild.Step ran(int line, Integer... changedBefore) {
        return new Rebuild.Step(line, true, false, List.of(changedBefore), "");
    }

    private static Outcome examine(Map<String, List<Rebuild.Step>> steps)
            throws InterruptedException {
        return CHECK.examine(new Edits(DOCKERFILE, steps));
    }

    @Test
    void passesWhenOnlyTheManifestStartsTheInstall() throws InterruptedException {
        Outcome outcome =
                examine(
                        Map.of(
                                "src/a.js", List.of(ran(4)),
                                "package-lock.json", List.of(ran(3, 2))));
        assertEquals(Outcome.Status.PASSED, outcome.status());
    }

    @Test
    void namesTheCopyThatSpoilsTheCache() throws InterruptedException {
        Outcome outcome = examine(Map.of("src/a.js", List.of(ran(2), ran(3, 2))));
        assertEquals("dependencies-reinstalled", outcome.code());
        assertEquals(2, outcome.where().get(0).line());
        assertEquals(3, outcome.where().get(1).line());
        assertTrue(outcome.observed().contains("because line 2 copies that file"));
    }

    @Test
    void tellsABystanderFromASource() throws InterruptedException {
        assertEquals("cache-spoiled", examine(Map.of("README.md", List.of(ran(3, 2)))).code());
    }

    @Test
    void findsAnInstallThatTheManifestDoesNotStart() throws InterruptedException {
        Outcome outcome = examine(Map.of());
        assertEquals("stale-dependencies", outcome.code());
        assertEquals(3, outcome.where().get(0).line());
    }

    @Test
    void findsAnInstallThatAScriptHides() throws InterruptedException {
        Rebuild.Step hidden =
                new Rebuild.Step(3, true, false, List.of(2), "added 155 packages in 4s\n");
        Outcome outcome =
                CHECK.examine(
                        new Edits(
                                DOCKERFILE.replace("RUN npm ci", "RUN ./install"),
                                Map.of("src/a.js", List.of(hidden))));
        assertEquals("dependencies-reinstalled", outcome.code());
    }

    @Test
    void aBuildThatAHarmlessEditBreaksIsAFailure() throws InterruptedException {
        RebuildEvidence failing =
                new RebuildEvidence() {
                    @Override
                    public DockerfileEvidence dockerfile() {
                        return new DockerfileEvidence("Dockerfile", Dockerfile.parse(DOCKERFILE));
                    }

                    @Override
                    public Rebuild afterEditing(String path, Set<Integer> lines) {
                        return new Rebuild(List.of(), "line 3 ended with 1");
                    }
                };
        assertEquals("dependencies-reinstalled", CHECK.examine(failing).code());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RUN npm ci| [3]",
                "RUN cd x && FOO=1 npm install --omit=dev| [3]",
                "RUN corepack yarn| [3]",
                "RUN [\"npm\", \"ci\"]| [3]",
                "RUN [\"sh\", \"-c\", \"npm ci\"]| [3]",
                "RUN for d in a b; do (cd $d && npm ci); done| [3]",
                "RUN npm run build| []",
                "RUN npm install -g pnpm| []",
                "RUN apt-get install -y yarn| []",
                "RUN echo npm ci| []"
            })
    void knowsWhichLinesInstall(String line, String lines) throws InterruptedException {
        Edits edits = new Edits(DOCKERFILE.replace("RUN npm ci", line), Map.of());
        CHECK.examine(edits);
        assertEquals("src/a.js " + lines, edits.asked().get(0));
    }

    @Test
    void refusesAnUnknownPackageManager() {
        assertThrows(IllegalArgumentException.class, () -> new BuildCache("a", "b", "c", "nmp"));
    }
}
