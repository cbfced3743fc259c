package dev.multistage.grader.watch;

import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.grading.Finding;
import dev.multistage.grader.grading.Grade;
import dev.multistage.grader.watch.WatchState.Phase;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What becomes of a save: it is waited out until it is quiet, judged without an engine, and graded;
 * a newer save cancels the grade. Pages that need the engine are written when no grade does.
 */
final class Regrading {

    private final Function<Exercise, Path> folders;
    private final LongSupplier clock;
    private final InstantSource time;
    private final Pager pager;
    private final Dialogue dialogue;
    private final Jobs jobs;
    private final Settling settling;
    private final Verdicts verdicts = new Verdicts();

    private Exercise exercise;
    private Optional<Snapshot> atHand = Optional.empty();
    private Phase phase = Phase.SAVED;
    private Optional<Instant> saved = Optional.empty();
    private boolean wanted;
    private Optional<Page> asked = Optional.empty();

    /**
     * @param folders the app folder of an exercise
     * @param clock nanoseconds
     * @param time the time of day
     * @param pager shows what is done
     * @param dialogue says what is done
     */
    Regrading(
            Work work,
            Function<Exercise, Path> folders,
            LongSupplier clock,
            InstantSource time,
            Pager pager,
            Dialogue dialogue) {
        this.folders = folders;
        this.clock = clock;
        this.time = time;
        this.pager = pager;
        this.dialogue = dialogue;
        this.jobs = new Jobs(work, clock);
        this.settling = new Settling(clock.getAsLong());
    }

    /** Goes on with the files of this exercise, as if they were just saved. */
    void open(Exercise chosen, OptionalLong bytesOfLastAttempt) {
        drop();
        exercise = chosen;
        phase = Phase.SAVED;
        saved = Optional.empty();
        verdicts.clear(bytesOfLastAttempt);
        again();
    }

    /** Reads, judges and grades the files even if they are the same. */
    void again() {
        atHand = Optional.empty();
        settling.readNow(clock.getAsLong());
    }

    /** Plans a page that needs the engine. */
    void write(Page page) {
        if (phase != Phase.WAITING) {
            asked = Optional.of(page);
            dialogue.say(page.title() + ": after this grade…");
        }
    }

    /** Gives up what is under way or planned for the files as they were. */
    void drop() {
        wanted = false;
        asked = Optional.empty();
        dialogue.answer(false);
        jobs.cancel();
    }

    /** Returns when {@link #tick()} has something to do. */
    long deadline() {
        boolean due = wanted && !jobs.running();
        return Math.min(settling.readAt(), due ? settling.gradeAt() : WatchLoop.NEVER);
    }

    /** Does what is due. */
    void tick() {
        if (clock.getAsLong() >= settling.readAt()) {
            read();
        }
        if (!jobs.idle() || settling.reading()) {
            return;
        }
        if (wanted && clock.getAsLong() >= settling.gradeAt()) {
            wanted = false;
            phase = Phase.GRADING;
            jobs.grade(atHand.orElseThrow().submission());
        } else if (!wanted && asked.isPresent() && phase != Phase.WAITING) {
            Page page = asked.get();
            asked = Optional.empty();
            dialogue.say(page.title() + ": being worked out…");
            jobs.write(page, atHand.orElseThrow().submission());
        }
    }

    void touched() {
        saved = Optional.of(time.instant());
        if (phase != Phase.WAITING) {
            dialogue.clear();
        }
        settling.touched(clock.getAsLong());
    }

    private void read() {
        Snapshot next = Snapshot.of(exercise, folders.apply(exercise));
        if (settling.waitsFor(next, clock.getAsLong())) {
            return;
        }
        if (next.missing().isPresent()) {
            drop();
            atHand = Optional.of(next);
            phase = Phase.WAITING;
            dialogue.say(next.missing().get());
        } else if (atHand.isPresent() && atHand.get().sameAs(next)) {
            dialogue.say("Saved without a change.");
        } else {
            take(next);
        }
    }

    private void take(Snapshot next) {
        drop();
        atHand = Optional.of(next);
        phase = Phase.SAVED;
        dialogue.clear();
        dialogue.keep(false);
        pager.verdict();
        settling.changed(clock.getAsLong());
        jobs.judge(next.submission());
    }

    void judged(WatchEvent.Judged judged) {
        if (jobs.judgingEnds(judged.job())) {
            verdicts.judged(judged.findings());
            phase = Phase.JUDGED;
            wanted = true;
        }
    }

    /** Takes in a grade; returns whether it is still wanted. */
    boolean graded(WatchEvent.Graded graded) {
        if (!ends(graded.job())) {
            return false;
        }
        verdicts.graded(graded.grade(), graded.change());
        phase = Phase.GRADED;
        dialogue.say(
                verdicts.passed()
                        ? "n: the next exercise, s: your image beside the solution's"
                        : "");
        if (pager.page() == Page.VERDICT) {
            pager.verdict();
        }
        return true;
    }

    void written(WatchEvent.Written written) {
        if (ends(written.job())) {
            dialogue.say("");
            pager.show(jobs.runningFor(), written.text());
        }
    }

    void failed(WatchEvent.Failed failed) {
        boolean ofTexts = jobs.judgingEnds(failed.job());
        if (ofTexts || ends(failed.job())) {
            dialogue.say(failed.why());
            phase = ofTexts || jobs.runningFor() == Page.VERDICT ? Phase.BROKEN : phase;
        }
    }

    /** Notes the end of a job of the engine; returns whether its result is still wanted. */
    private boolean ends(int job) {
        if (!jobs.runs(job)) {
            return false;
        }
        dialogue.workEnded();
        return jobs.runningEnds();
    }

    /** Returns the verdicts on the files at hand, from the text alone while there is no grade. */
    List<Finding> findings() {
        Optional<Grade> grade = verdicts.grade().filter(g -> phase == Phase.GRADED);
        return grade.map(Grade::findings).orElse(verdicts.texts());
    }

    /** Returns what is known of the files, some of it from before the last save. */
    Verdicts verdicts() {
        return verdicts;
    }

    /** Returns what is under way. */
    Jobs jobs() {
        return jobs;
    }

    /** Returns how far the last save has come. */
    Phase phase() {
        boolean reading = settling.reading() && saved.isPresent();
        return reading && phase != Phase.WAITING ? Phase.SAVED : phase;
    }

    /** Returns when the last save was heard of. */
    Optional<Instant> saved() {
        return saved;
    }
}
