package dev.multistage.grader.author;

import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.docker.EngineException;
import dev.multistage.grader.exercise.CourseFiles;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.grading.Grade;
import dev.multistage.grader.grading.Grader;
import dev.multistage.grader.grading.GradingListener;
import dev.multistage.grader.grading.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Verifies the course: its texts and declarations, and on an engine everything that it says. */
public final class Verification {

    private final CourseFiles files;
    private final CourseInspection course;

    /**
     * @param files the course in the working tree
     */
    public Verification(CourseFiles files) {
        this.files = files;
        this.course = new CourseInspection(files);
    }

    /** Returns the exercises whose declarations can be read, in order. */
    public List<Exercise> exercises() {
        return course.exercises();
    }

    /** Returns what is wrong between exercises. */
    public List<Defect> inspectCourse() {
        return course.inspect();
    }

    /** Returns the codes that neither a mistake or starter nor a test of the grader proves. */
    public List<Defect> unprovedCodes() {
        return CodeInspection.inspect(course.exercises(), files);
    }

    /** Returns what is wrong with one exercise, as far as that shows without an engine. */
    public List<Defect> inspect(Exercise exercise) {
        List<Defect> defects = new ArrayList<>();
        defects.addAll(DeclarationInspection.inspect(exercise));
        defects.addAll(LessonInspection.inspect(exercise));
        defects.addAll(LinkInspection.inspect(exercise));
        defects.addAll(SnippetInspection.inspect(exercise));
        defects.addAll(LessonFigures.inspect(exercise));
        defects.addAll(HintInspection.inspect(exercise));
        defects.addAll(SolutionInspection.inspect(exercise));
        return defects;
    }

    /**
     * Grades one variant and holds the grade against what it must get.
     *
     * @throws EngineException if the machine is to blame that there is no grade
     */
    public static Proof prove(
            Variant variant, Engine engine, Options options, GradingListener listener)
            throws InterruptedException {
        Grade grade = new Grader(() -> engine).grade(variant.submission(), options, listener);
        return Proof.of(variant, grade);
    }

    /**
     * Grades all variants.
     *
     * @param cold whether starters and references are built without the engine's cache, too
     * @param jobs how many at once
     */
    public static List<Proof> prove(
            List<Variant> variants,
            Engine engine,
            Options options,
            boolean cold,
            int jobs,
            VerificationListener listener)
            throws InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(jobs);
        try {
            ExecutorCompletionService<Proof> proving = new ExecutorCompletionService<>(workers);
            for (Variant variant : variants) {
                boolean anew =
                        cold
                                && (variant.kind() == Variant.Kind.STARTER
                                        || variant.kind() == Variant.Kind.REFERENCE);
                Options how = anew ? options.withoutCache() : options;
                proving.submit(() -> prove(variant, engine, how, GradingListener.NONE));
            }
            List<Proof> proofs = new ArrayList<>();
            for (int done = 1; done <= variants.size(); done++) {
                Proof proof = proving.take().get();
                proofs.add(proof);
                listener.verified(proof, done, variants.size());
            }
            return proofs;
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException(failure.getCause());
        } finally {
            workers.shutdownNow();
            workers.awaitTermination(10, java.util.concurrent.TimeUnit.SECONDS);
        }
    }
}
