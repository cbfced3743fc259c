package dev.multistage.grader.advice;

import dev.multistage.grader.context.FilteredContext;
import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads any Dockerfile, with its build context where that is known, and says what would be better.
 * It needs no engine. It speaks only of what the text says with certainty: unknown base images,
 * scripts and variables keep it silent.
 */
public final class Advisor {

    /** In this order: some rules leave to an earlier one what has the same cause. */
    private static final List<Rule> RULES =
            List.of(
                    new SingleStageRule(),
                    new WholeStageRule(),
                    new BaseImageRule(),
                    new BuildToolsRule(),
                    new PackageCacheRule(),
                    new DeletedLaterRule(),
                    new RewrittenRule(),
                    new DevDependenciesRule(),
                    new DuplicateRule(),
                    new IgnoreFileRule(),
                    new UserRule(),
                    new PermissionsRule(),
                    new SecretRule(),
                    new LibcRule(),
                    new RuntimeFilesRule(),
                    new PinRule(),
                    new CacheOrderRule(),
                    new StageUseRule(),
                    new MeaningRule(),
                    new DefaultCommandRule(),
                    new HealthcheckRule(),
                    new StartRule(),
                    new IntegrityRule());

    /**
     * Every stage is looked at with all that is below it. Beyond this many instructions in all
     * chains nobody wrote the file by hand, and advice would take more than a moment.
     */
    private static final int MOST_STEPS = 2_000;

    private Advisor() {}

    /** Returns all that can be said, ordered by reference and name. */
    public static List<Topic> topics() {
        return RULES.stream()
                .flatMap(rule -> rule.topics().stream())
                .sorted(java.util.Comparator.comparing(Topic::reference).thenComparing(Topic::name))
                .toList();
    }

    /**
     * Looks at a Dockerfile.
     *
     * @param file what the caller calls it
     * @param context the files that a build would send; without it rules about files are silent
     * @return what was found, the most important first; nothing for a file beyond all measure
     */
    public static List<Advice> advise(
            Dockerfile dockerfile, String file, Optional<FilteredContext> context) {
        if (steps(dockerfile) > MOST_STEPS) {
            return List.of();
        }
        Suppressions suppressions = Suppressions.of(dockerfile);
        Notebook notebook = new Notebook(dockerfile, file, suppressions);
        Reading reading = new Reading(dockerfile, context, suppressions);
        for (Rule rule : RULES) {
            rule.judge(reading, notebook);
        }
        return notebook.bestFirst();
    }

    private static long steps(Dockerfile dockerfile) {
        long steps = 0;
        List<Integer> depths = new ArrayList<>();
        for (Stage stage : dockerfile.stages()) {
            int below =
                    stage.base()
                                    instanceof
                                    dev.multistage.grader.dockerfile.BaseReference.StageBase base
                            ? depths.get(base.index())
                            : 0;
            depths.add(below + stage.instructions().size() + 1);
            steps += depths.get(stage.index());
        }
        return steps;
    }
}
