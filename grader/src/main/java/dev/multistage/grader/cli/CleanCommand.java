package dev.multistage.grader.cli;

import dev.multistage.grader.check.Sizes;
import dev.multistage.grader.docker.Housekeeping;
import dev.multistage.grader.docker.Reclaimable;
import dev.multistage.grader.resident.Residence;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Gives disk back. */
@Command(
        name = "clean",
        mixinStandardHelpOptions = true,
        description =
                "Shows what the course has taken disk for, and frees it. Your Dockerfiles and your"
                        + " progress are never touched.")
final class CleanCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--bases", description = "also base images made from packages")
    private boolean bases;

    @Option(names = "--cache", description = "also the build cache and the downloads")
    private boolean cache;

    @Option(names = "--all", description = "everything")
    private boolean all;

    @Option(
            names = {"-y", "--yes"},
            description = "do not ask")
    private boolean yes;

    CleanCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        Set<Reclaimable.Kind> kinds = Reclaimable.chosen(bases, cache, all);
        try (Housekeeping house = Housekeeping.ofThisMachine(session.cache())) {
            List<Reclaimable> parts = house.survey(kinds);
            if (!house.hasEngine()) {
                session.err().println("No engine runs: only files can be seen.");
            }
            if (parts.isEmpty()) {
                endResident();
                session.out().println("Nothing to free.");
                return ExitCode.PASSED;
            }
            for (Reclaimable part : parts) {
                session.out()
                        .printf(
                                "%10s  %d %s%s%n",
                                Sizes.megabytes(part.bytes()),
                                part.items(),
                                part.kind().words(),
                                part.kind().remark().isEmpty()
                                        ? ""
                                        : " (" + part.kind().remark() + ")");
            }
            long total = parts.stream().mapToLong(Reclaimable::bytes).sum();
            if (!yes && !session.prompt().confirms("Free about " + Sizes.megabytes(total) + "?")) {
                session.out().println("Nothing was removed. To remove it: add --yes");
                return ExitCode.PASSED;
            }
            endResident();
            house.clean(kinds, session.terminal());
            session.terminal().erase();
            session.out().println("Freed about " + Sizes.megabytes(total) + ".");
        }
        return ExitCode.PASSED;
    }

    /** Gives memory back, too. */
    private void endResident() throws InterruptedException {
        if (Residence.in(session.workspace().state()).end()) {
            session.out().println("Ended the grader that had stayed for the next grade.");
        }
    }
}
