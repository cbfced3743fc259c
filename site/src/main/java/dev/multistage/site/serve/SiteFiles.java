package dev.multistage.site.serve;

import dev.multistage.grader.digest.Digest;
import dev.multistage.grader.picture.PictureStyle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The generated site in memory, with the live parts added to its pages. A path that was not
 * generated has no answer, so nothing on the disk can be reached by any spelling.
 */
final class SiteFiles {

    private static final String HEAD =
            """
            <link rel="stylesheet" href="%1$sassets/live.css">
            <script src="%1$sassets/live.js" defer></script>
            </head>""";

    private final Map<String, Reply> replies = new HashMap<>();

    /**
     * @param files the generated site: bytes by path
     */
    SiteFiles(Map<String, byte[]> files) {
        files.forEach(
                (path, bytes) -> add(path, path.endsWith(".html") ? live(path, bytes) : bytes));
        add("assets/live.js", resource("live.js"));
        byte[] style = resource("live.css");
        add(
                "assets/live.css",
                (PictureStyle.CSS + new String(style, StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8));
    }

    private void add(String path, byte[] bytes) {
        replies.put(path, new Reply(200, Reply.type(path), bytes, etag(bytes)));
    }

    /** Returns the answer to a path from the root of the site. */
    Optional<Reply> reply(String path) {
        return Optional.ofNullable(replies.get(path.isEmpty() ? "index.html" : path));
    }

    int size() {
        return replies.size();
    }

    private static byte[] live(String path, byte[] page) {
        return live(path, new String(page, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Adds script and style of the live parts to a page. */
    static String live(String path, String page) {
        String root = "../".repeat((int) path.chars().filter(c -> c == '/').count());
        return page.replaceFirst(
                "</head>", java.util.regex.Matcher.quoteReplacement(HEAD.formatted(root)));
    }

    private static byte[] resource(String name) {
        try (InputStream in = SiteFiles.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("the site's own " + name + " cannot be read", e);
        }
    }

    private static String etag(byte[] bytes) {
        return "\"" + Digest.of(bytes).half() + "\"";
    }
}
