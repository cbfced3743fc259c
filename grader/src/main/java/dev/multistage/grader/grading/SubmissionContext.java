package dev.multistage.grader.grading;

import dev.multistage.grader.base.ResolvedBase;
import dev.multistage.grader.check.BuildEvidence;
import dev.multistage.grader.check.Place;
import dev.multistage.grader.check.Sizes;
import dev.multistage.grader.context.FileTree;
import dev.multistage.grader.context.FilteredContext;
import dev.multistage.grader.context.TreeEntry;
import dev.multistage.grader.dockerfile.BaseReference;
import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.Instruction;
import dev.multistage.grader.dockerfile.Stage;
import dev.multistage.grader.exercise.Declaration;
import dev.multistage.grader.exercise.DeclarationException;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Submission;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The build context of a submission: the exercise's app as the course ships it, the learner's
 * editable files, the planted nonce, and what else the exercise plants.
 */
final class SubmissionContext {

    private static final int EXECUTABLE = 0755;
    private static final int PLAIN = 0644;

    private SubmissionContext() {}

    /**
     * Puts the context together.
     *
     * @param bases base images that were found; where one goes by another name than the Dockerfile
     *     says, only the uploaded copy of that line changes
     */
    static FilteredContext of(
            Submission submission,
            String file,
            String nonce,
            List<ResolvedBase> bases,
            Dockerfile dockerfile) {
        FileTree tree = FileTree.EMPTY;
        Exercise exercise = submission.exercise();
        String app = exercise.path() + "/app/";
        for (String path : exercise.files().list(app)) {
            String name = path.substring(app.length());
            if (!exercise.declaration().editable().contains(name)) {
                byte[] content =
                        named(
                                name.equals(file),
                                planted(
                                        exercise,
                                        name,
                                        exercise.files().read(path).orElseThrow(),
                                        nonce),
                                dockerfile,
                                bases);
                int mode = exercise.files().executable(path) ? EXECUTABLE : PLAIN;
                TreeEntry entry = TreeEntry.file(name, content, mode);
                tree = tree.with(holdsNonce(exercise, name) ? entry.modifiedNow() : entry);
            }
        }
        for (var editable : submission.files().entrySet()) {
            boolean built = editable.getKey().equals(file);
            tree =
                    tree.with(
                            editable.getKey(),
                            named(built, editable.getValue(), dockerfile, bases));
        }
        return FilteredContext.of(Plants.into(tree, exercise.declaration().plants(), nonce), file);
    }

    /**
     * Returns a file of the app as it is built: with the nonce, if it is the file that holds it.
     */
    static byte[] planted(Exercise exercise, String name, byte[] content, String nonce) {
        if (!holdsNonce(exercise, name)) {
            return content;
        }
        String text = new String(content, StandardCharsets.UTF_8);
        String placeholder = Declaration.Nonce.PLACEHOLDER;
        int at = text.indexOf(placeholder);
        if (at < 0 || text.indexOf(placeholder, at + 1) >= 0) {
            throw new DeclarationException(
                    exercise.path() + "/app/" + name,
                    0,
                    "the file must hold \"" + placeholder + "\" exactly once");
        }
        return text.replace(placeholder, nonce).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean holdsNonce(Exercise exercise, String name) {
        Declaration.Nonce planting = exercise.declaration().nonce();
        return planting != null && planting.file().equals(name);
    }

    /**
     * Replaces, in the Dockerfile that is built, the image names of FROM lines whose digest cannot
     * be had; line numbers stay.
     */
    private static byte[] named(
            boolean built, byte[] content, Dockerfile dockerfile, List<ResolvedBase> bases) {
        List<ResolvedBase> replaced = bases.stream().filter(ResolvedBase::replaced).toList();
        if (!built || replaced.isEmpty()) {
            return content;
        }
        String[] lines = new String(content, StandardCharsets.UTF_8).split("\n", -1);
        for (Stage stage : dockerfile.stages()) {
            if (stage.base() instanceof BaseReference.ExternalImage external) {
                for (ResolvedBase base : replaced) {
                    if (base.reference().equals(external.reference().familiar())) {
                        Instruction from = stage.from();
                        for (int i = from.startLine() - 1; i < from.endLine(); i++) {
                            lines[i] = lines[i].replace(external.asWritten(), base.name());
                        }
                    }
                }
            }
        }
        return String.join("\n", Arrays.asList(lines)).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the failure of a context that is larger than its budget, if it is. */
    static Optional<BuildEvidence> overBudget(FilteredContext context, long limitBytes) {
        if (context.bytes() <= limitBytes) {
            return Optional.empty();
        }
        List<Place> biggest =
                context.included().stream()
                        .sorted(Comparator.comparingLong(TreeEntry::size).reversed())
                        .limit(5)
                        .map(entry -> Place.path(entry.path(), entry.size()))
                        .toList();
        return Optional.of(
                new BuildEvidence(
                        false,
                        Grade.OVER_BUDGET,
                        "the build context has " + Sizes.megabytes(context.bytes()),
                        biggest,
                        List.of(),
                        "Leave what the build does not need out of it with a .dockerignore."));
    }
}
