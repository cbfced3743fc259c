package dev.multistage.site.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.ExerciseId;
import dev.multistage.grader.exercise.Workspace;
import dev.multistage.grader.progress.ProgressStore;
import dev.multistage.grader.site.PortInUseException;
import dev.multistage.grader.site.Serving;
import dev.multistage.grader.site.SiteDefectException;
import dev.multistage.grader.site.SiteProgram;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The site on the loopback interface, with live results.
 *
 * <ul>
 *   <li>{@code GET /live/events}: server-sent events: {@code snapshot} first, then {@code exercise}
 *       and {@code grading}
 *   <li>{@code GET /live/state}: the snapshot, for browsers that cannot share a stream
 *   <li>{@code GET /live/picture/exercise-3}: bytes by line of the last attempt
 *   <li>{@code POST /live/grade} with {@code {"exercise": "exercise-3"}}; {@code POST /live/cancel}
 * </ul>
 */
final class CourseServer implements SiteProgram.Served {

    /** Where everything begins that is not a page. */
    static final String LIVE = "/live/";

    private static final long LOOK_MILLIS = 200;
    private static final int MOST_BODY = 4_096;

    private final Serving serving;
    private final FreshPages fresh;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;
    private final ExecutorService workers;
    private final ScheduledExecutorService clock;
    private final String token = Workspace.freshNonce() + Workspace.freshNonce();
    private final RequestGuard guard;
    private final LearnerState state;
    private final AttemptPages pages;
    private final GradingDesk desk;
    private final Events events;
    private final AtomicBoolean gradingChanged = new AtomicBoolean();

    private CourseServer(Serving serving, FreshPages fresh, HttpServer server) {
        this.serving = serving;
        this.fresh = fresh;
        this.server = server;
        this.guard = new RequestGuard(server.getAddress().getPort(), token);
        this.state =
                new LearnerState(
                        serving.catalogue(), ProgressStore.open(serving.workspace().root()));
        this.pages =
                new AttemptPages(
                        state,
                        (file, title, head, body) ->
                                fresh.last().frame().page(file, title, head, body));
        this.desk = new GradingDesk(serving.grading(), () -> gradingChanged.set(true));
        this.events = new Events(() -> snapshot().toString());
        this.workers = Executors.newCachedThreadPool(work -> daemon(work, "page"));
        this.clock = Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "watch"));
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Starts.
     *
     * @param fresh the pages, which may still be in the making: requests wait for them
     * @throws PortInUseException if another program listens there
     */
    static CourseServer start(Serving serving, FreshPages fresh)
            throws IOException, PortInUseException {
        limits();
        HttpServer server;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(
                                    InetAddress.getByAddress(new byte[] {127, 0, 0, 1}),
                                    serving.port()),
                            0);
        } catch (BindException taken) {
            if (String.valueOf(taken.getMessage()).contains("Permission denied")) {
                throw taken;
            }
            throw new PortInUseException(
                    serving.port(), new PortOwner(Path.of("/proc")).of(serving.port()).orElse(""));
        }
        CourseServer course = new CourseServer(serving, fresh, server);
        server.setExecutor(course.workers);
        server.createContext("/", course::answer);
        Watcher watcher = new Watcher(serving.workspace().state());
        course.clock.scheduleWithFixedDelay(
                () -> course.look(watcher), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        server.start();
        // not before: on a busy machine the making of pages would delay the server
        fresh.begin();
        return course;
    }

    /** The server reads these when its classes are loaded. */
    private static void limits() {
        // without it small answers wait 40 ms for an acknowledgement (JDK-6968351)
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // who needs longer to say what he wants is let go
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxReqHeaders", "100");
        System.setProperty("sun.net.httpserver.maxReqHeaderSize", "65536");
        System.setProperty("jdk.httpserver.maxConnections", "200");
    }

    @Override
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void await() throws SiteDefectException, InterruptedException {
        try {
            fresh.first().get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof SiteDefectException defects) {
                throw defects;
            }
            throw new IllegalStateException(failed.getCause());
        }
        closed.await();
    }

    @Override
    public void close() {
        closed.countDown();
        clock.shutdownNow();
        desk.close();
        events.close();
        server.stop(0);
        workers.shutdownNow();
    }

    private void look(Watcher watcher) {
        try {
            watcher.look(folder -> ExerciseId.parse(folder).ifPresent(this::publish));
            if (gradingChanged.getAndSet(false)) {
                events.publish("grading", desk.state().toString());
            }
        } catch (RuntimeException defect) {
            // the next look must still come
            System.getLogger(CourseServer.class.getName())
                    .log(System.Logger.Level.WARNING, "cannot tell what changed", defect);
        }
    }

    private void publish(ExerciseId id) {
        Optional<ObjectNode> tried = state.exercise(id);
        if (tried.isPresent()) {
            events.publish("exercise", tried.get().toString());
        } else {
            // its attempts are gone
            events.publish("snapshot", snapshot().toString());
        }
    }

    private ObjectNode snapshot() {
        ObjectNode node = GradeDocument.MAPPER.createObjectNode();
        node.put("token", token);
        state.fill(node);
        node.set("grading", desk.state());
        return node;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        Optional<RequestGuard.Refusal> refusal =
                guard.refusal(method, path == null ? "" : path, exchange.getRequestHeaders());
        if (refusal.isPresent()) {
            Reply.text(refusal.get().status(), refusal.get().reason()).send(exchange);
        } else if (path == null || !path.startsWith("/")) {
            Reply.text(400, "That is no path.").send(exchange);
        } else if (path.equals(LIVE + "events") && method.equals("GET")) {
            events.serve(exchange);
        } else if (method.equals("POST")) {
            posted(path, exchange).send(exchange);
        } else {
            page(path, exchange).send(exchange);
        }
    }

    private Reply page(String path, HttpExchange exchange) {
        try {
            return asked(path, exchange);
        } catch (SiteDefectException defects) {
            return Reply.html(pages.defects(defects)).as(500);
        } catch (CompletionException defects) {
            // there never were pages, so there is no frame either
            return Reply.text(500, String.valueOf(defects.getCause().getMessage()));
        }
    }

    private Reply asked(String path, HttpExchange exchange) throws SiteDefectException {
        if (path.equals(LIVE + "state")) {
            return Reply.json(snapshot().toString());
        }
        if (path.startsWith(LIVE + "picture/")) {
            return exercise(path.substring((LIVE + "picture/").length()))
                    .map(exercise -> Reply.html(pages.picture(exercise)))
                    .orElseGet(CourseServer::missing);
        }
        if (path.startsWith("/attempts/")) {
            return attempts(
                    path.substring("/attempts/".length()), exchange.getRequestURI().getRawQuery());
        }
        boolean page = path.equals("/") || path.endsWith(".html");
        ServedPages served = page ? fresh.now() : fresh.last();
        return served.files().reply(path.substring(1)).orElseGet(CourseServer::missing);
    }

    /**
     * Answers {@code exercise-3.html}, {@code exercise-3-4.html}, {@code exercise-3-compare.html}.
     */
    private Reply attempts(String file, String query) {
        if (!file.matches("exercise-[0-9]{1,4}(-[1-9][0-9]{0,8}|-compare)?\\.html")) {
            return missing();
        }
        String[] parts = file.substring(0, file.length() - ".html".length()).split("-");
        Optional<Exercise> found = exercise("exercise-" + parts[1]);
        if (found.isEmpty()) {
            return missing();
        }
        Exercise exercise = found.get();
        if (parts.length == 2) {
            return Reply.html(pages.list(exercise));
        }
        Optional<String> page =
                parts[2].equals("compare")
                        ? pages.comparison(
                                exercise,
                                AttemptPages.number(query, "a"),
                                AttemptPages.number(query, "b"))
                        : pages.report(exercise, Integer.parseInt(parts[2]));
        return page.map(Reply::html).orElseGet(() -> Reply.html(pages.missing(exercise)).as(404));
    }

    private Optional<Exercise> exercise(String id) {
        return id.matches("exercise-[0-9]{1,4}")
                ? ExerciseId.parse(id).flatMap(serving.catalogue()::find)
                : Optional.empty();
    }

    private Reply posted(String path, HttpExchange exchange) throws IOException {
        if (path.equals(LIVE + "cancel")) {
            return desk.cancel()
                    ? Reply.text(202, "Cancelling.")
                    : Reply.text(409, "Nothing is being graded.");
        }
        if (!path.equals(LIVE + "grade")) {
            return missing();
        }
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BODY);
        Optional<Exercise> exercise = Optional.empty();
        try {
            JsonNode wanted = GradeDocument.MAPPER.readTree(body);
            exercise = exercise(wanted == null ? "" : wanted.path("exercise").asText(""));
        } catch (IOException noJson) {
            // the same answer as for an exercise that does not exist
        }
        if (exercise.isEmpty()) {
            return Reply.text(400, "That names no exercise.");
        }
        return desk.start(exercise.get())
                ? Reply.text(202, "Grading.")
                : Reply.text(409, "Another grade is under way.");
    }

    private static Reply missing() {
        return Reply.text(404, "There is no such page.");
    }
}
