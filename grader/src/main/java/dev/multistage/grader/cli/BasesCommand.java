package dev.multistage.grader.cli;

import dev.multistage.grader.base.BaseImages;
import dev.multistage.grader.base.BaseListing;
import dev.multistage.grader.check.Sizes;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists base images. */
@Command(
        name = "bases",
        mixinStandardHelpOptions = true,
        description =
                "Lists the base images that the exercises stand on: where each comes from here, its"
                        + " size, and the size of the official one.",
        subcommands = BasesCommand.Build.class)
final class BasesCommand implements Callable<Integer> {

    private final Session session;

    BasesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        list(session, BaseImages.of(session.engine(false), session.consent(false), true).list());
        return ExitCode.PASSED;
    }

    private static void list(Session session, List<BaseListing> bases) {
        session.terminal().erase();
        session.out().printf("%-45s %-9s %10s %10s%n", "base image", "here", "size", "official");
        for (BaseListing base : bases) {
            session.out()
                    .printf(
                            "%-45s %-9s %10s %10s%n",
                            base.name(),
                            base.origin().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                            base.bytes() == 0 ? "" : Sizes.megabytes(base.bytes()),
                            base.official().bytes() == 0
                                    ? "?"
                                    : Sizes.megabytes(base.official().bytes()));
        }
    }

    /** Makes base images ahead of time. */
    @Command(
            name = "build",
            mixinStandardHelpOptions = true,
            description = "Gets base images ahead of time: pulls them, or makes stand-ins.")
    static final class Build implements Callable<Integer> {

        private final Session session;

        @Parameters(
                arity = "0..*",
                paramLabel = "<image>",
                description = "for example golang:1.26-alpine")
        private List<String> images = List.of();

        @Option(names = "--all", description = "every base image that has a stand-in")
        private boolean all;

        @Option(names = "--no-install", description = "never install anything on this machine")
        private boolean noInstall;

        @Option(names = "--offline", description = "do not try to pull")
        private boolean offline;

        Build(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() throws Exception {
            if (images.isEmpty() && !all) {
                throw new UsageException("name base images, or say --all");
            }
            BaseImages bases =
                    BaseImages.of(session.engine(!noInstall), session.consent(!noInstall), offline);
            List<String> wanted =
                    all ? bases.list().stream().map(BaseListing::name).toList() : images;
            bases.resolve(wanted, session.terminal());
            list(session, bases.list());
            return ExitCode.PASSED;
        }
    }
}
