package dev.multistage.site.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.CourseDirectory;
import dev.multistage.grader.exercise.Workspace;
import dev.multistage.grader.site.PortInUseException;
import dev.multistage.grader.site.Serving;
import dev.multistage.grader.site.SiteDefectException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CourseServerTest {

    /** A read that waits in vain is a failure; an interrupt does not end it. */
    private static final int MOST_MILLIS = 30_000;

    @TempDir Path folder;
    private LiveServer server;

    @BeforeEach
    void start() throws Exception {
        server = new LiveServer(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String own() {
        return "http://127.0.0.1:" + server.port();
    }

    @Test
    void pagesHaveTheLivePartsAndAStrictPolicy() throws Exception {
        HttpResponse<String> home = server.get("/");
        assertEquals(200, home.statusCode());
        assertTrue(home.body().contains("assets/live.js"));
        String policy = home.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertTrue(policy.startsWith("default-src 'none'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertTrue(server.get("/assets/live.css").body().contains(".picture-live"));
        String tag = home.headers().firstValue("ETag").orElseThrow();
        assertEquals(
                304, server.send(server.request("/").header("If-None-Match", tag)).statusCode());
    }

    @Test
    void nothingButTheSiteCanBeReached() throws Exception {
        for (String path :
                new String[] {
                    "/../pom.xml",
                    "/%2e%2e/pom.xml",
                    "/assets/..%2f..%2fpom.xml",
                    "/assets/%2e%2e%5cpom.xml",
                    "//etc/passwd",
                    "/attempts/../../.grade/nonce",
                    "/attempts/exercise-3-0.html",
                    "/attempts/exercise-99.html",
                    "/live/picture/..%2f..%2fexercise-3",
                    "/live/"
                }) {
            assertTrue(raw("GET " + path + " HTTP/1.1", host()).startsWith("HTTP/1.1 404"), path);
        }
    }

    @Test
    void otherNamesAndPagesOfOtherSitesAreRefused() throws Exception {
        assertTrue(raw("GET / HTTP/1.1", "Host: evil.example").startsWith("HTTP/1.1 421"));
        assertTrue(raw("GET / HTTP/1.0").startsWith("HTTP/1.1 421"), "a request without a host");
        assertTrue(
                raw("GET / HTTP/1.1", host(), "Origin: http://evil.example")
                        .startsWith("HTTP/1.1 403"));
        assertTrue(
                raw("GET /live/state HTTP/1.1", host(), "Sec-Fetch-Site: cross-site")
                        .startsWith("HTTP/1.1 403"));
        assertTrue(raw("DELETE / HTTP/1.1", host()).startsWith("HTTP/1.1 405"));
    }

    @Test
    void onlyAPageOfThisServerMayGrade() throws Exception {
        String wanted = "{\"exercise\":\"exercise-3\"}";
        String token = server.token();
        assertEquals(403, server.post("/live/grade", wanted, null, own()).statusCode());
        assertEquals(403, server.post("/live/grade", wanted, "wrong", own()).statusCode());
        assertEquals(403, server.post("/live/grade", wanted, token, null).statusCode());
        assertEquals(
                403, server.post("/live/grade", wanted, token, "http://evil.example").statusCode());
        assertEquals(400, server.post("/live/grade", "{", token, own()).statusCode());
        assertEquals(
                400,
                server.post("/live/grade", "{\"exercise\":\"../x\"}", token, own()).statusCode());
        assertEquals(202, server.post("/live/grade", wanted, token, own()).statusCode());
        server.begun.await();
        assertEquals(409, server.post("/live/grade", wanted, token, own()).statusCode(), "one");
        assertEquals(202, server.post("/live/cancel", "", token, own()).statusCode());
        assertTrue(server.interrupted.await(20, TimeUnit.SECONDS));
    }

    @Test
    void everyPageHearsOfAnAttemptAfterASnapshot() throws Exception {
        try (BufferedReader one = events();
                BufferedReader other = events()) {
            for (BufferedReader page : new BufferedReader[] {one, other}) {
                String first = next(page, "snapshot");
                assertTrue(first.contains("\"exercises\":{}"), first);
            }
            server.attempt("exercise-3", 1, Attempts.failed(1));
            for (BufferedReader page : new BufferedReader[] {one, other}) {
                String event = next(page, "exercise");
                assertTrue(event.contains("\"points\":85"), event);
                assertTrue(event.contains("\"non-root\":{\"status\":\"failed\""), event);
            }
        }
    }

    @Test
    void aPageThatComesLateHearsOfTheGradeUnderWay() throws Exception {
        server.post("/live/grade", "{\"exercise\":\"exercise-3\"}", server.token(), own());
        server.begun.await();
        try (BufferedReader page = events()) {
            String snapshot = next(page, "snapshot");
            assertTrue(snapshot.contains("\"state\":\"running\""), snapshot);
            assertTrue(snapshot.contains("building Dockerfile"), snapshot);
            server.post("/live/cancel", "", server.token(), own());
            String event = next(page, "grading");
            while (!event.contains("\"state\":\"cancelled\"")) {
                event = next(page, "grading");
            }
        }
    }

    @Test
    void attemptsHavePagesAndCanBeCompared() throws Exception {
        server.attempt("exercise-3", 1, Attempts.failed(1));
        server.attempt("exercise-3", 2, Attempts.passed(2));
        server.attempt("exercise-3", 3, "{\"format\":\"multistage/attempt/v0\"}");
        String list = server.get("/attempts/exercise-3.html").body();
        assertTrue(list.contains("href=\"exercise-3-2.html\""), list);
        assertTrue(list.contains("cannot be read"), "attempt 3 has another format");
        assertTrue(server.get("/attempts/exercise-3-1.html").body().contains("runs as root"));
        assertEquals(404, server.get("/attempts/exercise-3-3.html").statusCode());
        String compared = server.get("/attempts/exercise-3-compare.html?a=1&b=2").body();
        assertTrue(compared.contains("957.1 MB less"), compared);
        assertTrue(compared.contains("<ins>FROM scratch"), compared);
        assertEquals(404, server.get("/attempts/exercise-3-compare.html?a=1&b=%3Cx").statusCode());
        assertTrue(server.get("/live/picture/exercise-3").body().contains("attempt 2"));
    }

    @Test
    void theLastAttemptIsDrawnByLineByDirectoryAndByLayer() throws Exception {
        server.attempt("exercise-3", 1, Attempts.failed(1));
        for (String path :
                new String[] {"/live/picture/exercise-3", "/attempts/exercise-3-1.html"}) {
            String html = server.get(path).body();
            assertTrue(html.contains("<figcaption>Bytes by line of the Dockerfile"), path);
            assertTrue(html.contains("<figcaption>Directories of attempt 1: 963.0 MB that"), path);
            assertTrue(html.contains("<figcaption>Layers of attempt 1: 964.0 MB"), path);
            assertTrue(html.contains("/root/.cache/go-build 100.0 MB (line 2)"), "said in text");
            assertTrue(
                    html.contains("/usr/local/go</th><td><code>base, line 1</code>"), "in a table");
        }
        server.attempt("exercise-3", 2, Attempts.passed(2));
        String older = server.get("/live/picture/exercise-3").body();
        assertTrue(older.contains("<figcaption>Layers of attempt 2"), older);
        assertFalse(older.contains("Directories of"), "its grader did not note directories");
    }

    @Test
    void figuresThatSomebodyEditedStopNoPage() throws Exception {
        String edited =
                Attempts.failed(1)
                        .replace("700000000", "-9223372036854775808")
                        .replace("100000000", "9223372036854775807")
                        .replace("\"depth\":0", "\"depth\":-7")
                        .replace("\"files\":9", "\"files\":{}");
        server.attempt("exercise-3", 1, edited);
        HttpResponse<String> page = server.get("/attempts/exercise-3-1.html");
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("Directories of attempt 1"), page.body());
        assertFalse(page.body().contains("NaN"), page.body());
    }

    @Test
    void hostileTextStaysText() throws Exception {
        String hostile =
                "</code><script>alert(1)</script><img src=x onerror=alert(1)> \u001b[31m \u202egnp "
                        + "n".repeat(10_000);
        server.attempt("exercise-3", 1, Attempts.hostile(1, hostile));
        server.attempt("exercise-3", 2, Attempts.passed(2));
        for (String path :
                new String[] {
                    "/attempts/exercise-3-1.html",
                    "/attempts/exercise-3.html",
                    "/attempts/exercise-3-compare.html?a=1&b=2"
                }) {
            String page = server.get(path).body();
            assertFalse(page.contains("<script>"), path);
            assertFalse(page.contains("<img"), path);
            assertFalse(page.contains("\u001b") || page.contains("\u202e"), path);
        }
    }

    @Test
    void aMegabyteOfHeadersEndsThatConnectionOnly() throws Exception {
        try {
            String answer = raw("GET / HTTP/1.1", host(), "X: " + "a".repeat(1 << 20));
            assertFalse(answer.startsWith("HTTP/1.1 200"), answer);
        } catch (IOException cutOff) {
            // that is an answer too
        }
        assertEquals(200, server.get("/").statusCode());
    }

    @Test
    void manySlowClientsKeepNobodyWaiting() throws Exception {
        Socket[] slow = new Socket[40];
        try {
            for (int i = 0; i < slow.length; i++) {
                slow[i] = new Socket("127.0.0.1", server.port());
                slow[i].getOutputStream().write("GET / HT".getBytes(StandardCharsets.UTF_8));
                slow[i].getOutputStream().flush();
            }
            assertEquals(200, server.get("/").statusCode());
        } finally {
            for (Socket each : slow) {
                if (each != null) {
                    each.close();
                }
            }
        }
    }

    @Test
    void aPortInUseIsSaidWithItsOwner() {
        boolean told = Files.isReadable(Path.of("/proc/net/tcp"));
        String owner = " (process " + ProcessHandle.current().pid() + ")";
        PortInUseException taken =
                assertThrows(
                        PortInUseException.class,
                        () -> new LiveServer(folder, server.port()).close());
        assertTrue(
                taken.getMessage().startsWith("port " + server.port() + " is in use"),
                taken.getMessage());
        assertEquals(told, taken.getMessage().endsWith(owner), taken.getMessage());
        assertEquals(told, taken.owner().endsWith(owner), "elsewhere nothing is made up");
    }

    @Test
    void defectsOfTheCourseAreSaidAsSoonAsTheyAreKnown() throws Exception {
        try (CourseServer early =
                CourseServer.start(
                        new Serving(
                                new Workspace(folder),
                                Catalogue.of(new CourseDirectory(LiveServer.ROOT)),
                                0,
                                server),
                        new FreshPages(
                                folder,
                                () -> {
                                    throw new SiteDefectException("lesson.md:3: no such stage");
                                }))) {
            SiteDefectException said = assertThrows(SiteDefectException.class, early::await);
            assertEquals("lesson.md:3: no such stage", said.getMessage());
        }
    }

    private String host() {
        return "Host: 127.0.0.1:" + server.port();
    }

    private String raw(String... lines) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(MOST_MILLIS);
            OutputStream out = socket.getOutputStream();
            String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
            out.write(request.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Opens a stream of events; it is closed with its socket. */
    private BufferedReader events() throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        socket.setSoTimeout(MOST_MILLIS);
        socket.getOutputStream()
                .write(
                        ("GET /live/events HTTP/1.1\r\n" + host() + "\r\n\r\n")
                                .getBytes(StandardCharsets.UTF_8));
        return new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Returns the data of the next event of this name. */
    private static String next(BufferedReader events, String name) throws IOException {
        String line = events.readLine();
        while (!line.equals("event: " + name)) {
            line = events.readLine();
        }
        return events.readLine();
    }
}
