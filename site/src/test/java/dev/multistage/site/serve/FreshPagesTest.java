package dev.multistage.site.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.CourseDirectory;
import dev.multistage.grader.exercise.Workspace;
import dev.multistage.grader.site.Serving;
import dev.multistage.site.CourseFolder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody writes at the course while it is served. */
@Timeout(60)
class FreshPagesTest {

    private static final String LESSON = "exercises/exercise-01-some-words/README.md";

    @TempDir private Path root;
    private CourseFolder course;
    private FreshPages pages;
    private CourseServer server;

    @BeforeEach
    void start() throws Exception {
        course = new CourseFolder(root);
        pages = CourseSite.fresh(root);
        server =
                CourseServer.start(
                        new Serving(
                                new Workspace(root),
                                Catalogue.of(new CourseDirectory(root)),
                                0,
                                (exercise, listener) -> {
                                    throw new IllegalStateException("nobody grades here");
                                }),
                        pages);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.address() + path)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aChangedLessonIsThereAtTheNextLook() throws Exception {
        assertTrue(get("exercise-1.html").body().contains("A first sentence."));
        course.write(LESSON, CourseFolder.LESSON.replace("A first", "A new"));
        String changed = get("exercise-1.html").body();
        assertTrue(changed.contains("A new sentence."), changed);
        assertTrue(get("assets/search-index.js").body().contains("A new sentence"), "found too");
    }

    @Test
    void aDefectIsSaidWithItsPlaceAndGoesWithIt() throws Exception {
        String good = get("exercise-1.html").body();
        course.write(LESSON, CourseFolder.LESSON + "\n[x](<b>nowhere)\n");
        HttpResponse<String> broken = get("exercise-1.html");
        assertEquals(500, broken.statusCode());
        assertTrue(broken.body().contains(LESSON + ":13: "), broken.body());
        assertFalse(broken.body().contains("<b>"), broken.body());
        assertEquals(200, get("assets/site.css").statusCode(), "it is a page like others");
        course.write(
                "exercises/exercise-01-some-words/exercise.json",
                "{\"format\": \"multistage/exercise/v1\",\n\"titel\": \"x\"}");
        assertTrue(get("").body().contains("exercise.json:2"), get("").body());
        new CourseFolder(root);
        assertEquals(good, get("exercise-1.html").body());
    }

    @Test
    void nothingIsMadeAgainWithoutNeed() throws Exception {
        ServedPages first = pages.now();
        assertSame(first, pages.now());
        course.write("exercises/exercise-01-some-words/app/Dockerfile", "FROM scratch\n");
        assertSame(first, pages.now(), "what learners write is no text of the course");
        course.write("solutions/exercise-01-some-words/README.md", "# Ours\n\nBetter.\n");
        assertNotSame(first, pages.now());
    }
}
