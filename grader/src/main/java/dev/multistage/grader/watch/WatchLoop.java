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
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What watching does when something happens: a save is waited out until it is quiet, judged without
 * an engine, and graded; a newer save cancels the grade. Not thread-safe, knows no terminal, and
 * never waits: the caller passes events in and calls {@link #tick()} at {@link #deadline()}.
 */
public final class WatchLoop {

    /** No deadline. */
    public static final long NEVER = Long.MAX_VALUE;

    private final Pages pages;
    private final Function<Exercise, Path> folders;
    private final LongSupplier clock;
    private final InstantSource time;
    private final Jobs jobs;
    private final Settling settling;
    private final Verdicts verdicts = new Verdicts();
    private final Pager pager = new Pager();
    private final Dialogue dialogue = new Dialogue();

    private Exercise exercise;
    private List<CourseLine> course;
    private Optional<Snapshot> atHand = Optional.empty();
    private Phase phase = Phase.SAVED;
    private Optional<Instant> saved = Optional.empty();
    private boolean wanted;
    private Optional<Page> asked = Optional.empty();
    private boolean solutionAsked;
    private boolean ended;

    /**
     * @param folders the app folder of an exercise
     * @param clock nanoseconds
     * @param time the time of day
     */
    public WatchLoop(
            Exercise exercise,
            Work work,
            Pages pages,
            Function<Exercise, Path> folders,
            LongSupplier clock,
            InstantSource time) {
        this.pages = pages;
        this.folders = folders;
        this.clock = clock;
        this.time = time;
        this.jobs = new Jobs(work, clock);
        this.settling = new Settling(clock.getAsLong());
        this.course = pages.course();
        open(exercise);
    }

    /** Returns the exercise that is watched now. */
    public Exercise exercise() {
        return exercise;
    }

    /** Returns whether the person wants it to end. */
    public boolean ended() {
        return ended;
    }

    /** Returns whether a grade or a page is under way. */
    public boolean working() {
        return jobs.running();
    }

    /** Returns when {@link #tick()} has something to do, on the clock of this loop. */
    public long deadline() {
        boolean due = wanted && !jobs.running();
        return Math.min(settling.readAt(), due ? settling.gradeAt() : NEVER);
    }

    /** Takes in what happened. */
    public void accept(WatchEvent event) {
        if (event instanceof WatchEvent.Touched) {
            touched();
        } else if (event instanceof WatchEvent.Judged judged) {
            judged(judged);
        } else if (event instanceof WatchEvent.Graded graded) {
            graded(graded);
        } else if (event instanceof WatchEvent.Written written) {
            written(written);
        } else if (event instanceof WatchEvent.Failed failed) {
            failed(failed);
        } else if (event instanceof WatchEvent.Pressed pressed) {
            pressed(pressed.key());
        } else if (event instanceof WatchEvent.Asked request) {
            dialogue.askForWork(request.question(), request.answer());
        } else if (event instanceof WatchEvent.HungUp) {
            end();
        }
        tick();
    }

    /** Does what is due. */
    public void tick() {
        if (ended) {
            return;
        }
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

    private void touched() {
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

    /** Gives up what is under way or planned for the files as they were. */
    private void drop() {
        wanted = false;
        asked = Optional.empty();
        dialogue.answer(false);
        jobs.cancel();
    }

    private void judged(WatchEvent.Judged judged) {
        if (jobs.judgingEnds(judged.job())) {
            verdicts.judged(judged.findings());
            phase = Phase.JUDGED;
            wanted = true;
        }
    }

    private void graded(WatchEvent.Graded graded) {
        if (ends(graded.job())) {
            verdicts.graded(graded.grade(), graded.change());
            phase = Phase.GRADED;
            dialogue.say(
                    verdicts.passed()
                            ? "n: the next exercise, s: your image beside the solution's"
                            : "");
            course = pages.course();
            if (pager.page() == Page.VERDICT) {
                pager.verdict();
            }
        }
    }

    private void written(WatchEvent.Written written) {
        if (ends(written.job())) {
            dialogue.say("");
            pager.show(jobs.runningFor(), written.text());
        }
    }

    private void failed(WatchEvent.Failed failed) {
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

    private void pressed(Key key) {
        if (!dialogue.question().isEmpty() && key != Key.QUIT) {
            dialogue.answer(key == Key.YES);
            return;
        }
        if (pager.move(key)) {
            return;
        }
        switch (key) {
            case HINT -> pager.show(Page.HINT, pages.hint(exercise, findings()));
            case NEXT -> next();
            case LIST -> {
                course = pages.course();
                pager.list(course.size(), state().position());
            }
            case ENTER -> {
                if (pager.page() == Page.LIST) {
                    open(course.get(pager.marked()).exercise());
                }
            }
            case EXPLAIN -> ask(Page.EXPLANATION);
            case SOLUTION -> solution();
            case LESSON -> dialogue.say(pages.lesson(exercise));
            case AGAIN -> {
                atHand = Optional.empty();
                settling.readNow(clock.getAsLong());
            }
            case RESET -> reset();
            case KEYS -> pager.show(Page.KEYS, "");
            case BACK -> pager.verdict();
            case QUIT -> end();
            default -> {}
        }
    }

    /** Returns the verdicts on the files at hand, from the text alone while there is no grade. */
    private List<Finding> findings() {
        Optional<Grade> grade = verdicts.grade().filter(g -> phase == Phase.GRADED);
        return grade.map(Grade::findings).orElse(verdicts.texts());
    }

    private void reset() {
        Exercise chosen = exercise;
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        answer.thenAccept(
                yes -> {
                    dialogue.say(yes ? pages.reset(chosen) : "Nothing was reset.");
                    // the files that it writes are heard of as a save
                    dialogue.keep(yes && dialogue.note().startsWith("Reset"));
                });
        dialogue.ask("Put " + chosen.id() + " back as the course ships it? Yours is kept.", answer);
    }

    private void ask(Page page) {
        if (phase == Phase.WAITING) {
            return;
        }
        asked = Optional.of(page);
        dialogue.say(page.title() + ": after this grade…");
    }

    private void solution() {
        if (verdicts.passed() || solutionAsked) {
            ask(Page.COMPARISON);
        } else {
            solutionAsked = true;
            dialogue.say("Not passed yet. Press s again to see the solution all the same.");
        }
    }

    private void next() {
        int here = state().position();
        for (int i = 1; i < course.size(); i++) {
            CourseLine line = course.get((here + i) % course.size());
            if (line.standing() != CourseLine.Standing.PASSED) {
                open(line.exercise());
                return;
            }
        }
        dialogue.say("There is no other exercise to do: all are passed.");
    }

    private void open(Exercise chosen) {
        drop();
        exercise = chosen;
        atHand = Optional.empty();
        phase = Phase.SAVED;
        saved = Optional.empty();
        dialogue.keep(false);
        dialogue.clear();
        solutionAsked = false;
        verdicts.clear(pages.lastBytes(chosen));
        pager.verdict();
        settling.readNow(clock.getAsLong());
    }

    private void end() {
        drop();
        ended = true;
    }

    /** Takes back what was scrolled beyond the end of the page, which only a view knows. */
    public void limitScroll(int most) {
        pager.limit(most);
    }

    /** Returns everything that a view shows. */
    public WatchState state() {
        boolean reading = settling.reading() && saved.isPresent();
        return new WatchState(
                exercise,
                course,
                reading && phase != Phase.WAITING ? Phase.SAVED : phase,
                saved,
                jobs.seconds(),
                dialogue.note(),
                dialogue.question(),
                verdicts.texts(),
                jobs.progress(),
                verdicts.grade(),
                verdicts.change(),
                verdicts.bytesBefore(),
                pager.page(),
                pager.text(),
                pager.marked(),
                pager.scroll());
    }
}
