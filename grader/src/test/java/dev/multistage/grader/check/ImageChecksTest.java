package dev.multistage.grader.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.image.ContentKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Checks that look into an image. */
class ImageChecksTest {

    private static final String SCRATCH = "FROM scratch\nCOPY app /app\nENTRYPOINT [\"/app\"]\n";

    private static String code(Outcome outcome) {
        return outcome.status() == Outcome.Status.PASSED ? "passed" : outcome.code();
    }

    @Test
    void imageSizeComparesUnpackedBytesWithTheLimit() {
        Evidence ten = Evidence.of(SCRATCH).file("/app", 10_000_000, ContentKind.Simple.OTHER);
        assertEquals("passed", code(new ImageSize(10).examine(ten.image())));
        Outcome failed = new ImageSize(9.9).examine(ten.image());
        assertEquals("image-too-large", failed.code());
        assertEquals("10.0 MB", failed.observed());
        assertEquals(2, failed.where().get(0).line());
        assertEquals(10_000_000, failed.where().get(0).bytes());
    }

    @Test
    void imageSizeForgivesWhatTheBaseHasGrown() {
        Evidence grown =
                Evidence.of(SCRATCH)
                        .file("/app", 10_500_000, ContentKind.Simple.OTHER)
                        .baseHasGrownBy(500_000);
        assertEquals("passed", code(new ImageSize(10).examine(grown.image())));
    }

    @Test
    void environmentSetWantsTheValue() {
        EnvironmentSet production = new EnvironmentSet(Map.of("NODE_ENV", "production"));
        assertEquals(
                "passed",
                code(
                        production.examine(
                                Evidence.of(SCRATCH).env("NODE_ENV", "production").image())));
        assertEquals("environment-missing", code(production.examine(Evidence.of(SCRATCH).image())));
        Outcome wrong =
                production.examine(Evidence.of(SCRATCH).env("NODE_ENV", "development").image());
        assertEquals("NODE_ENV=development", wrong.observed());
    }

    @Test
    void noSourcesFindsThemUnderAnotherName() {
        NoSources check = new NoSources(List.of("src/**"));
        Evidence renamed =
                Evidence.of(SCRATCH)
                        .source("src/main.ts", "export const x = 1\n")
                        .text("/opt/blob.bin", "export const x = 1\n");
        Outcome outcome = check.examine(renamed.image());
        assertEquals("sources-left", outcome.code());
        assertEquals("/opt/blob.bin", outcome.where().get(0).path());
        Evidence clean =
                Evidence.of(SCRATCH)
                        .source("src/main.ts", "export const x = 1\n")
                        .text("/app/main.js", "var x=1\n");
        assertEquals("passed", code(check.examine(clean.image())));
    }

    @Test
    void staticBinaryRefusesAScriptAndAMissingProgram() {
        Evidence script =
                Evidence.of(SCRATCH).file("/app", 20, new ContentKind.Script("/bin/sh", ""));
        assertEquals("not-static", code(new StaticBinary().examine(script.image())));
        Outcome missing = new StaticBinary().examine(Evidence.of(SCRATCH).image());
        assertEquals("not-static", missing.code());
        assertTrue(missing.observed().contains("no program"));
    }
}
