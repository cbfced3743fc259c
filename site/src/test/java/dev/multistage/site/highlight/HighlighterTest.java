package dev.multistage.site.highlight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HighlighterTest {

    private static final List<String> LANGUAGES =
            List.of("dockerfile", "sh", "go", "js", "python", "rust", "yaml", "json", "toml");

    private static String plain(String html) {
        return html.replaceAll("<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }

    @Test
    void withoutItsTagsEveryFileOfTheCourseIsItsSource() throws IOException {
        int files = 0;
        for (String folder : List.of("../exercises", "../solutions")) {
            try (Stream<Path> found = Files.walk(Path.of(folder))) {
                for (Path file : found.filter(Files::isRegularFile).toList()) {
                    Optional<String> language = Highlighter.language(file.toString());
                    if (language.isPresent() && Files.size(file) < 200_000) {
                        String source = Files.readString(file);
                        String html = Highlighter.html(language.get(), source);
                        assertEquals(source, plain(html), file.toString());
                        files++;
                    }
                }
            }
        }
        assertTrue(files > 300, files + " files");
    }

    @Test
    void noTextLosesACharacterAndNoMarkReachesOverALine() {
        Random random = new Random(7);
        String alphabet = "ab FROM#\"'`\\\n\n$-{}<>&/*:=0_[]()éß\t";
        for (int round = 0; round < 4000; round++) {
            StringBuilder source = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                source.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String language = LANGUAGES.get(round % LANGUAGES.size());
            String html = Highlighter.html(language, source.toString());
            assertEquals(source.toString(), plain(html), language);
            for (String line : html.split("\n", -1)) {
                assertEquals(line.split("<span").length, line.split("</span>", -1).length, html);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dockerfile|FROM golang:1.26 AS build|<span class=\"k\">FROM</span>",
                "dockerfile|FROM golang:1.26 AS build|<span class=\"t\">build</span>",
                "dockerfile|COPY --from=build /a /b|<span class=\"f\">--from</span>=<span class=\"t\">build</span>",
                "dockerfile|RUN <<EOF|<span class=\"t\">&lt;&lt;EOF</span>",
                "dockerfile|ARG V=$V|<span class=\"v\">$V</span>",
                "sh|docker run --rm x # y|<span class=\"c\"># y</span>",
                "go|return nil // x|<span class=\"c\">// x</span>",
                "js|const a = `x`;|<span class=\"s\">`x`</span>",
                "python|@app.get(\"/\")|<span class=\"t\">@app.get</span>",
                "rust|println!(\"x\")|<span class=\"t\">println!</span>",
                "yaml|image: ${IMAGE}|<span class=\"t\">image</span>: <span class=\"v\">${IMAGE}</span>",
                "json|{\"a\": true}|<span class=\"t\">&quot;a&quot;</span>: <span class=\"k\">true</span>",
            })
    void tokensAreMarked(String language, String source, String expected) {
        String html = Highlighter.html(language, source);
        assertTrue(html.contains(expected), html);
    }

    @Test
    void aNameThatContainsAKeywordIsNoKeyword() {
        assertFalse(Highlighter.html("go", "forward(format)").contains("span"));
    }
}
