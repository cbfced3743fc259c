package dev.multistage.site.serve;

import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.CourseDirectory;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Workspace;
import dev.multistage.grader.grading.Grade;
import dev.multistage.grader.grading.GradingListener;
import dev.multistage.grader.site.LiveGrading;
import dev.multistage.grader.site.PortInUseException;
import dev.multistage.grader.site.Serving;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A server with two small pages, whose grades end when a test says so. */
final class LiveServer implements AutoCloseable, LiveGrading {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    final Path workspace;
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch interrupted = new CountDownLatch(1);
    final CourseServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    LiveServer(Path workspace) throws Exception {
        this(workspace, 0);
    }

    LiveServer(Path workspace, int port) throws Exception {
        this.workspace = workspace;
        this.server = start(port);
    }

    private FreshPages made(Map<String, byte[]> files) {
        ServedPages pages =
                new ServedPages(
                        new SiteFiles(files),
                        (file, title, head, body) ->
                                "<html><head></head>" + head + body + "</html>");
        return new FreshPages(workspace, () -> pages);
    }

    private CourseServer start(int port) throws IOException, PortInUseException {
        Map<String, byte[]> files =
                Map.of(
                        "index.html",
                        "<html><head></head><body data-root=\"\">home</body></html>".getBytes(),
                        "assets/site.css",
                        "a {}".getBytes());
        return CourseServer.start(
                new Serving(
                        new Workspace(workspace),
                        Catalogue.of(new CourseDirectory(ROOT)),
                        port,
                        this),
                made(files));
    }

    @Override
    public Grade grade(Exercise exercise, GradingListener listener) throws InterruptedException {
        listener.begins("building Dockerfile");
        begun.countDown();
        try {
            new CountDownLatch(1).await();
            throw new IllegalStateException("nobody counts it down");
        } catch (InterruptedException cancelled) {
            interrupted.countDown();
            throw cancelled;
        }
    }

    int port() {
        return server.address().getPort();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(
                request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    String token() throws Exception {
        return get("/live/state").body().replaceFirst(".*\"token\":\"(\\w+)\".*", "$1");
    }

    HttpResponse<String> post(String path, String body, String token, String origin)
            throws Exception {
        HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header(RequestGuard.TOKEN, token);
        }
        if (origin != null) {
            request.header("Origin", origin);
        }
        return send(request);
    }

    /** Writes an attempt as the grader does: beside its place, then renamed. */
    void attempt(String exercise, int number, String json) throws IOException {
        Path folder =
                Files.createDirectories(workspace.resolve(".grade/attempts").resolve(exercise));
        Path draft = folder.resolve(".draft.tmp");
        Files.writeString(draft, json);
        Files.move(
                draft,
                folder.resolve(String.format(Locale.ROOT, "%06d.json", number)),
                StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() {
        server.close();
    }
}
