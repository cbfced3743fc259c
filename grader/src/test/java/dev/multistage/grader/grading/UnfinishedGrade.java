package dev.multistage.grader.grading;

import dev.multistage.grader.docker.Owner;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A program that builds a submission, says the name of the next image that it would make, and waits
 * in the middle of the grade until somebody ends it, or whoever started it has ended.
 */
final class UnfinishedGrade {

    private UnfinishedGrade() {}

    public static void main(String[] arguments) throws Exception {
        GradingListener waiting =
                new GradingListener() {
                    @Override
                    public void begins(String what) {
                        if (what.equals("looking into the image")) {
                            System.out.println(Owner.newTag());
                            await();
                        }
                    }

                    @Override
                    public void advanced(String what, long done, long total) {
                        // nobody listens
                    }
                };
        new Grader(GradeEngine::connect)
                .grade(
                        GradeEngine.solutionWith(GradeEngine.exercise("exercise-2"), arguments[0]),
                        GradeEngine.options(),
                        waiting);
    }

    private static void await() {
        try {
            System.in.read(); // ends when the test does
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }
}
