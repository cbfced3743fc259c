package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.docker.Reclaimable.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HousekeepingTest {

    @TempDir Path cache;

    @Test
    void givesBackOnlyTheFilesThatWereChosen() throws IOException {
        Files.createDirectories(cache.resolve("downloads"));
        Files.createDirectories(cache.resolve("layers"));
        Files.writeString(cache.resolve("downloads/go.tar"), "1234567");
        Files.writeString(cache.resolve("layers/sha256"), "123");
        Set<Kind> chosen = EnumSet.of(Kind.DOWNLOADS);

        try (Housekeeping house = Housekeeping.of(Optional.empty(), cache)) {
            assertEquals(List.of(new Reclaimable(Kind.DOWNLOADS, 1, 7)), house.survey(chosen));
            assertTrue(Files.exists(cache.resolve("downloads/go.tar")), "a survey changes nothing");
            house.clean(chosen, ProgressListener.NONE);
        }

        assertFalse(Files.exists(cache.resolve("downloads/go.tar")));
        assertTrue(Files.exists(cache.resolve("layers/sha256")));
    }

    @Test
    void findsNothingInACacheThatIsNotThere() {
        try (Housekeeping house = Housekeeping.of(Optional.empty(), cache.resolve("none"))) {
            assertEquals(List.of(), house.survey(EnumSet.allOf(Kind.class)));
        }
    }

    @Test
    void takesAnImageBuiltOnAStandInForNoStandIn() {
        assertEquals(
                Optional.of(Kind.STAND_INS),
                kind(List.of("golang:1.26"), Map.of(ImageLabels.STAND_IN, "golang:1.26")));
        assertEquals(
                Optional.empty(),
                kind(List.of("my-app:latest"), Map.of(ImageLabels.STAND_IN, "golang:1.26")));
    }

    @Test
    void takesASubmissionForOneWhateverItWasBuiltOn() {
        Map<String, String> labels =
                Map.of(ImageLabels.STAND_IN, "golang:1.26", Owner.SUBMISSION, "1");

        assertEquals(Optional.of(Kind.SUBMISSIONS), kind(List.of(), labels));
    }

    @Test
    void leavesTheImageOfAGradeThatRuns() {
        assertEquals(
                Optional.empty(), kind(List.of(Owner.newTag()), Map.of(Owner.SUBMISSION, "1")));
    }

    @Test
    void leavesImagesOfOthersAlone() {
        assertEquals(Optional.empty(), kind(List.of("postgres:18"), Map.of()));
        assertEquals(Optional.empty(), kind(List.of(), Map.of("maintainer", "somebody")));
    }

    @Test
    void touchesTheSharedBuildCacheOnlyWhenAsked() {
        assertFalse(Reclaimable.chosen(true, false, false).contains(Kind.BUILD_CACHE));
        assertTrue(Reclaimable.chosen(false, true, false).contains(Kind.BUILD_CACHE));
        assertFalse(Reclaimable.chosen(false, true, false).contains(Kind.STAND_INS));
        assertEquals(EnumSet.allOf(Kind.class), Reclaimable.chosen(false, false, true));
    }

    private static Optional<Kind> kind(List<String> tags, Map<String, String> labels) {
        return Housekeeping.kindOf(
                new ImageDescription("sha256:1", tags, labels, List.of(), 1, List.of(), ""));
    }
}
