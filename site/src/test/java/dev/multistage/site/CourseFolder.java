package dev.multistage.site;

import dev.multistage.site.source.SiteException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A small course for tests: one exercise, its solution and the pages that the frame links to. */
public final class CourseFolder {

    public static final String LESSON =
            """
            # Ship nothing but the binary

            A first sentence.

            ## Your task

            Make it small.

            ## If you are stuck

            Ask.
            """;

    private static final String SOLUTION =
            """
            FROM golang:1.26 AS build
            # region compile
            RUN go build -o /app
            # endregion

            FROM scratch
            COPY --from=build /app /app
            """;

    private static final String JSON =
            """
            {"format": "multistage/exercise/v1", "title": "Ship <only> the binary", "language": "go", "minutes": 5, "port": 80,
             "rubric": [{"id": "build", "points": 100, "check": {"check": "builds"}}]}
            """;

    private final Path root;

    public CourseFolder(Path root) throws IOException {
        this.root = root;
        exercise(1, LESSON);
        write("site/pages/index.md", "# Home\n\n:::generated course-map\n:::\n");
        write("site/pages/checks.md", "# Checks\n\n:::generated checks\n:::\n");
    }

    CourseFolder exercise(int number, String lesson) throws IOException {
        String folder = "exercises/exercise-0" + number + "-some-words/";
        write(folder + "exercise.json", JSON);
        write(folder + "README.md", lesson);
        write(folder + "app/Dockerfile", "FROM golang:1.26\nRUN go build\n");
        String solution = folder.replace("exercises/", "solutions/");
        write(solution + "README.md", "# Our solution\n\nTwo stages.\n");
        write(solution + "app/Dockerfile", SOLUTION);
        return this;
    }

    public CourseFolder write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    /** Writes a page {@code site/pages/page.md} with a title and this text from line 3 on. */
    CourseFolder page(String text) throws IOException {
        return write("site/pages/page.md", "# A page\n\n" + text);
    }

    String html(String file) throws IOException, SiteException {
        byte[] bytes = site().get(file);
        if (bytes == null) {
            throw new AssertionError("no " + file);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    Map<String, byte[]> site() throws IOException, SiteException {
        return new SiteGenerator().files(root);
    }

    /** Returns what stops the build, or nothing. */
    List<String> problems() throws IOException {
        try {
            site();
            return List.of();
        } catch (SiteException broken) {
            return broken.problems();
        }
    }
}
