package dev.multistage.grader.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.context.FileTree;
import dev.multistage.grader.context.FilteredContext;
import dev.multistage.grader.exercise.Declaration.Plant;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlantsTest {

    private static final List<Plant> BOTH = List.of(Plant.GIT, Plant.SECRET);
    private static final FileTree APP =
            FileTree.EMPTY.with("Dockerfile", "FROM scratch\n").with("main.go", "package main\n");

    private static FilteredContext context(FileTree app, String nonce) {
        return FilteredContext.of(Plants.into(app, BOTH, nonce), "Dockerfile");
    }

    @Test
    void isSentUnlessTheLearnerIgnoresIt() {
        assertTrue(context(APP, "n1").bytes() > Plants.PACK_BYTES);
        FileTree careful = APP.with(".dockerignore", ".git\n.env\n");
        assertTrue(context(careful, "n1").bytes() < 100);
    }

    @Test
    void isTheSameEveryTimeSoThatTheBuildCacheStaysWarm() {
        assertEquals(context(APP, "n1").digest(), context(APP, "n1").digest());
        assertNotEquals(context(APP, "n1").digest(), context(APP, "n2").digest());
    }

    @Test
    void theSecretIsWhatIsSearchedForAndNotTheNonce() {
        FileTree planted = Plants.into(APP, BOTH, "n1");
        String env = new String(planted.read(".env", 1_000), StandardCharsets.UTF_8);
        String secret = Plants.secrets(BOTH, "n1").get(0).text();
        assertTrue(env.contains(secret));
        assertFalse(env.contains("n1"));
        assertEquals(List.of(), Plants.secrets(List.of(Plant.GIT), "n1"));
    }

    @Test
    void nothingIsPlantedWhereNothingIsDeclared() {
        assertEquals(APP, Plants.into(APP, List.of(), "n1"));
    }
}
