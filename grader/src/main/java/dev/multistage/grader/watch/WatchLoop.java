package dev.multistage.grader.watch;

import dev.multistage.grader.exercise.Exercise;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What watching does when something happens: a save is graded, a key is obeyed. Not thread-safe,
 * knows no terminal, and never waits: the caller passes events in and calls {@link #tick()} at
 * {@link #deadline()}.
 */
public final class WatchLoop {

    /** No deadline. */
    public static final long NEVER = Long.MAX_VALUE;

    private final Pages pages;
    private final Pager pager = new Pager();
    private final Dialogue dialogue = new Dialogue();
    private final Regrading regrading;

    private Exercise exercise;
    private List<CourseLine> course;
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
        this.regrading = new Regrading(work, folders, clock, time, pager, dialogue);
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
        return regrading.jobs().running();
    }

    /** Returns when {@link #tick()} has something to do, on the clock of this loop. */
    public long deadline() {
        return regrading.deadline();
    }

    /** Takes in what happened. */
    public void accept(WatchEvent event) {
        if (event instanceof WatchEvent.Touched) {
            regrading.touched();
        } else if (event instanceof WatchEvent.Judged judged) {
            regrading.judged(judged);
        } else if (event instanceof WatchEvent.Graded graded) {
            course = regrading.graded(graded) ? pages.course() : course;
        } else if (event instanceof WatchEvent.Written written) {
            regrading.written(written);
        } else if (event instanceof WatchEvent.Failed failed) {
            regrading.failed(failed);
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
        if (!ended) {
            regrading.tick();
        }
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
            case HINT -> pager.show(Page.HINT, pages.hint(exercise, regrading.findings()));
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
            case EXPLAIN -> regrading.write(Page.EXPLANATION);
            case SOLUTION -> solution();
            case LESSON -> dialogue.say(pages.lesson(exercise));
            case AGAIN -> regrading.again();
            case RESET -> reset();
            case KEYS -> pager.show(Page.KEYS, "");
            case BACK -> pager.verdict();
            case QUIT -> end();
            default -> {}
        }
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

    private void solution() {
        if (regrading.verdicts().passed() || solutionAsked) {
            regrading.write(Page.COMPARISON);
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
        exercise = chosen;
        regrading.open(chosen, pages.lastBytes(chosen));
        dialogue.keep(false);
        dialogue.clear();
        solutionAsked = false;
        pager.verdict();
    }

    private void end() {
        regrading.drop();
        ended = true;
    }

    /** Takes back what was scrolled beyond the end of the page, which only a view knows. */
    public void limitScroll(int most) {
        pager.limit(most);
    }

    /** Returns everything that a view shows. */
    public WatchState state() {
        Jobs jobs = regrading.jobs();
        Verdicts verdicts = regrading.verdicts();
        return new WatchState(
                exercise,
                course,
                regrading.phase(),
                regrading.saved(),
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
