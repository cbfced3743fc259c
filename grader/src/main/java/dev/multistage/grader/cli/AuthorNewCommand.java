package dev.multistage.grader.cli;

import dev.multistage.grader.author.Scaffold;
import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.ExerciseId;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Begins an exercise. */
@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        description =
                "Writes a new exercise with its solution, which verifies at once; then make it yours.")
final class AuthorNewCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(
            paramLabel = "<slug>",
            description = "its name: lower-case words joined by hyphens, for example trim-the-fat")
    private String slug;

    @Option(
            names = "--language",
            paramLabel = "go|node|python",
            required = true,
            description = "the language of its app")
    private String language;

    @Option(
            names = "--number",
            paramLabel = "<n>",
            description = "its number in the course (default: the next free one)")
    private Integer number;

    AuthorNewCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        if (!slug.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            throw new UsageException(
                    "\"" + slug + "\" is no slug: lower-case words joined by hyphens");
        }
        String chosen = language.toLowerCase(Locale.ROOT);
        if (!Scaffold.LANGUAGES.contains(chosen)) {
            throw new UsageException(
                    "there is no template for \""
                            + language
                            + "\"; there is one for "
                            + String.join(", ", Scaffold.LANGUAGES));
        }
        Catalogue catalogue = session.workingCatalogue();
        List<ExerciseId> ids = catalogue.ids();
        int next = ids.isEmpty() ? 1 : ids.get(ids.size() - 1).number() + 1;
        int place = number == null ? next : number;
        if (place < 1 || place > 99 || ids.contains(new ExerciseId(place))) {
            throw new UsageException(
                    "the number " + place + " is not free; the next free one is " + next);
        }
        if (catalogue.names().containsKey(slug)) {
            throw new UsageException("there is already an exercise " + slug);
        }
        write(place, chosen).forEach(session.out()::println);
        session.out()
                .println(
                        "Wrote exercise-"
                                + place
                                + ". Next: ./grade author verify "
                                + slug
                                + ", then make it yours, then ./grade author measure "
                                + slug
                                + ".");
        return ExitCode.PASSED;
    }

    /** A folder may be there that is no exercise, and of a number that is free. */
    private List<String> write(int place, String chosen) throws IOException {
        try {
            return new Scaffold(session.workspace().root()).write(place, slug, chosen);
        } catch (IllegalArgumentException occupied) {
            throw new UsageException(occupied.getMessage());
        }
    }
}
