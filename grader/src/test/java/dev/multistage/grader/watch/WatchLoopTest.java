package dev.multistage.grader.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.watch.WatchState.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchLoopTest {

    @TempDir private Path root;

    private Watched graded() {
        Watched watched = new Watched(root);
        watched.pass(1000);
        watched.gradeEnds(20_000_000);
        watched.log.clear();
        return watched;
    }

    private static Phase phase(Watched watched) {
        return watched.loop.state().phase();
    }

    @Test
    void gradesWhatIsThereAtTheStart() {
        Watched watched = new Watched(root);
        watched.pass(10);
        assertEquals(List.of("grade FROM scratch"), watched.log);
        watched.gradeEnds(20_000_000);
        assertEquals(Phase.GRADED, phase(watched));
        assertEquals(OptionalLong.of(30_000_000), watched.loop.state().bytesBefore());
    }

    @Test
    void acknowledgesASaveAtOnceAndGradesItWhenItIsQuiet() {
        Watched watched = graded();
        watched.pass(5000);
        watched.save("FROM a");
        assertEquals(Phase.SAVED, phase(watched));
        assertTrue(watched.loop.state().saved().isPresent());
        watched.pass(200);
        assertEquals(List.of("grade FROM a"), watched.log);
        watched.gradeEnds(9_000_000);
        assertEquals(OptionalLong.of(20_000_000), watched.loop.state().bytesBefore());
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 50, 150, 400, 690})
    void buildsAtMostTwiceForTwentyQuickSaves(int millisBetween) {
        Watched watched = graded();
        int before = watched.grades();
        watched.pass(5000);
        for (int i = 1; i <= 20; i++) {
            watched.save("FROM a" + i);
            watched.pass(millisBetween);
        }
        watched.pass(2000);
        if (watched.log.contains("cancel")) {
            watched.cancelEnds();
        }
        assertTrue(watched.grades() - before <= 2, watched.log.toString());
        assertEquals("grade FROM a20", watched.log.get(watched.log.size() - 1));
    }

    @Test
    void cancelsTheGradeOfAnOlderSaveAndWaitsUntilItIsCleanedUp() {
        Watched watched = graded();
        watched.pass(5000);
        watched.save("FROM a");
        watched.pass(5000);
        watched.save("FROM b");
        watched.pass(5000);
        assertEquals(List.of("grade FROM a", "cancel"), watched.log);
        assertEquals(Phase.JUDGED, phase(watched));
        watched.cancelEnds();
        assertEquals(List.of("grade FROM a", "cancel", "grade FROM b"), watched.log);
    }

    @Test
    void takesNoResultOfAGradeThatWasCancelledTooLate() {
        Watched watched = graded();
        watched.pass(5000);
        watched.save("FROM a");
        watched.pass(5000);
        watched.save("FROM b");
        watched.pass(200);
        watched.gradeEnds(1_000_000);
        assertEquals(Phase.GRADING, phase(watched));
        assertEquals(
                20_000_000,
                watched.loop.state().grade().orElseThrow().images().get(0).unpackedBytes());
    }

    @Test
    void onlySaysSoWhereASaveChangedNothing() {
        Watched watched = graded();
        watched.pass(5000);
        watched.save("FROM scratch\n");
        watched.pass(5000);
        assertEquals(List.of(), watched.log);
        assertEquals("Saved without a change.", watched.loop.state().note());
        assertEquals(Phase.GRADED, phase(watched));
        watched.press(Key.AGAIN);
        watched.pass(1000);
        assertEquals(List.of("grade FROM scratch"), watched.log);
    }

    @Test
    void doesNotTakeAHalfWrittenFileForTheWhole() {
        Watched watched = graded();
        watched.pass(5000);
        watched.save("");
        watched.pass(100);
        watched.save("FROM a");
        watched.pass(1000);
        assertEquals(List.of("grade FROM a"), watched.log);
    }

    @Test
    void waitsForAFolderThatIsGone() throws IOException {
        Watched watched = graded();
        watched.pass(5000);
        Path app = watched.folder(watched.loop.exercise());
        Path moved = Files.move(app, root.resolve("moved"));
        watched.loop.accept(new WatchEvent.Touched());
        watched.pass(1000);
        assertEquals(Phase.WAITING, phase(watched));
        assertTrue(watched.loop.state().note().contains(app + " is gone"));
        Files.writeString(moved.resolve("Dockerfile"), "FROM back");
        Files.move(moved, app);
        watched.loop.accept(new WatchEvent.Touched());
        watched.pass(1000);
        assertEquals(List.of("grade FROM back"), watched.log);
        assertEquals("", watched.loop.state().note());
    }

    @Test
    void waitsForADockerfileThatIsMissingAndCancelsWhatRan() throws IOException {
        Watched watched = new Watched(root);
        watched.pass(100);
        Files.delete(watched.folder(watched.loop.exercise()).resolve("Dockerfile"));
        watched.loop.accept(new WatchEvent.Touched());
        watched.pass(1000);
        watched.cancelEnds();
        assertEquals(List.of("grade FROM scratch", "cancel"), watched.log);
        assertTrue(watched.loop.state().note().startsWith("There is no Dockerfile in"));
        watched.press(Key.EXPLAIN);
        watched.pass(1000);
        assertEquals(2, watched.log.size());
    }

    @Test
    void writesAPageAfterTheGrade() {
        Watched watched = new Watched(root);
        watched.pass(100);
        watched.press(Key.EXPLAIN);
        assertEquals(List.of("grade FROM scratch"), watched.log);
        watched.gradeEnds(9_000_000);
        assertEquals(List.of("grade FROM scratch", "write EXPLANATION"), watched.log);
        watched.pageEnds("lines");
        assertEquals(Page.EXPLANATION, watched.loop.state().page());
        assertEquals("lines", watched.loop.state().text());
        watched.press(Key.BACK);
        assertEquals(Page.VERDICT, watched.loop.state().page());
    }

    @Test
    void showsTheSolutionOnlyWhenAskedTwiceOrPassed() {
        Watched watched = graded();
        watched.press(Key.SOLUTION);
        assertEquals(List.of(), watched.log);
        assertTrue(watched.loop.state().note().contains("again"));
        watched.press(Key.SOLUTION);
        assertEquals(List.of("write COMPARISON"), watched.log);
        watched.pageEnds("lines");
        watched.press(Key.AGAIN);
        watched.pass(1000);
        watched.gradeEnds(9_000_000);
        watched.press(Key.SOLUTION);
        assertEquals("write COMPARISON", watched.log.get(watched.log.size() - 1));
    }

    @Test
    void goesToAnotherExerciseAndCancelsWhatRan() {
        Watched watched = new Watched(root);
        watched.pass(100);
        watched.press(Key.LIST);
        assertEquals(1, watched.loop.state().marked());
        watched.press(Key.UP);
        watched.press(Key.UP);
        watched.press(Key.ENTER);
        assertEquals("exercise-2", watched.loop.exercise().id().toString());
        assertTrue(watched.loop.state().grade().isEmpty());
        watched.pass(1000);
        assertEquals(List.of("grade FROM scratch", "cancel"), watched.log);
        watched.cancelEnds();
        assertEquals(3, watched.log.size());
        watched.gradeEnds(1_000_000);
        watched.press(Key.NEXT);
        assertEquals("exercise-3", watched.loop.exercise().id().toString());
    }

    @Test
    void asksAndDoesNotTakeOtherKeysForAYes() throws Exception {
        Watched watched = new Watched(root);
        watched.pass(100);
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        watched.loop.accept(new WatchEvent.Asked("Install x?", answer));
        assertEquals("Install x?", watched.loop.state().question());
        watched.press(Key.NEXT);
        assertFalse(answer.get());
        assertEquals("exercise-3", watched.loop.exercise().id().toString());
        CompletableFuture<Boolean> second = new CompletableFuture<>();
        watched.loop.accept(new WatchEvent.Asked("Install y?", second));
        watched.press(Key.YES);
        assertTrue(second.get());
    }

    @Test
    void resetsOnlyAfterAYes() {
        Watched watched = graded();
        watched.press(Key.RESET);
        watched.press(Key.NEXT);
        assertEquals("Nothing was reset.", watched.loop.state().note());
        watched.press(Key.RESET);
        watched.press(Key.YES);
        assertEquals(List.of("reset exercise-3"), watched.log);
        assertEquals("Reset.", watched.loop.state().note());
    }

    @Test
    void keepsTheNoteOfAResetOverTheSaveThatItCauses() {
        Watched watched = graded();
        watched.press(Key.RESET);
        watched.press(Key.YES);
        watched.save("FROM shipped");
        assertEquals("Reset.", watched.loop.state().note());
        watched.pass(1000);
        assertEquals(List.of("reset exercise-3", "grade FROM shipped"), watched.log);
        assertEquals("Reset.", watched.loop.state().note());
        watched.save("FROM mine");
        assertEquals("", watched.loop.state().note());
    }

    @Test
    void keepsTheQuestionOfAResetWhenAGradeEnds() {
        Watched watched = new Watched(root);
        watched.pass(100);
        watched.press(Key.RESET);
        String question = watched.loop.state().question();
        assertTrue(question.startsWith("Put exercise-3 back"), question);
        watched.gradeEnds(9_000_000);
        assertEquals(Phase.GRADED, phase(watched));
        assertEquals(question, watched.loop.state().question());
        watched.press(Key.YES);
        assertEquals(List.of("grade FROM scratch", "reset exercise-3"), watched.log);
    }

    @Test
    void letsGoOfAQuestionWhenTheWorkIsCancelled() throws Exception {
        Watched watched = new Watched(root);
        watched.pass(100);
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        watched.loop.accept(new WatchEvent.Asked("Install x?", answer));
        watched.save("FROM b");
        watched.pass(1000);
        assertFalse(answer.get());
        assertEquals("", watched.loop.state().question());
    }

    @Test
    void saysWhatBrokeAndGoesOn() {
        Watched watched = new Watched(root);
        watched.pass(100);
        watched.loop.accept(new WatchEvent.Failed(2, "This is a defect in the grader: x"));
        assertEquals(Phase.BROKEN, phase(watched));
        assertTrue(watched.loop.state().note().contains("defect"));
        watched.pass(5000);
        watched.pass(100);
        assertFalse(watched.loop.ended());
    }

    @Test
    void endsByKeyAndByAClosedTerminal() {
        Watched watched = new Watched(root);
        watched.pass(100);
        watched.press(Key.QUIT);
        assertTrue(watched.loop.ended());
        assertEquals("cancel", watched.log.get(watched.log.size() - 1));
        Watched closed = graded();
        closed.loop.accept(new WatchEvent.HungUp());
        assertTrue(closed.loop.ended());
    }
}
