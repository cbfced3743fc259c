package dev.multistage.grader.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class BarsPictureTest {

    static final String HOSTILE =
            "RUN echo '</code><script>alert(1)</script>' \"x\" \u001b[31m \u202e gnp.exe <img src=x onerror=alert(1)>";

    private static final ImageBars STARTER =
            new ImageBars(
                    "The starter",
                    964_048_077,
                    List.of(
                            new LineBar(1, "FROM golang:1.26", 854_848_423, 0, 0),
                            new LineBar(6, "COPY go.mod go.sum ./", 412, 0, 0),
                            new LineBar(7, "RUN go mod download", 8_916_776, 8_000_000, 16_776),
                            new LineBar(10, "RUN go build", 100_267_888, 90_000_000, 0)),
                    List.of());

    private static final ImageBars YOURS =
            new ImageBars(
                    "Attempt 2",
                    6_902_332,
                    List.of(
                            new LineBar(3, "COPY --from=build /certs /certs", 184_730, 0, 0),
                            new LineBar(4, "COPY --from=build /app /app", 6_717_602, 0, 0)),
                    List.of("FROM golang AS build", "FROM scratch", "COPY a", "COPY b", "USER 1"));

    @Test
    void theTableAddsUpToTheImageThoughALineIsUnknown() {
        String html = BarsPicture.of(STARTER, YOURS);
        List<List<Long>> tables = figures(html);
        assertEquals(2, tables.size());
        assertEquals(964_048_077, sum(tables.get(0)));
        assertEquals(964_048_077, sumRow(html, 0));
        assertEquals(6_902_332, sum(tables.get(1)));
        assertTrue(html.contains(ImageBars.NO_LINE), "14 578 bytes have no line");
    }

    @Test
    void everyPartThatHasBytesCanBeSeen() {
        Pattern rectangle =
                Pattern.compile(
                        "<rect class=\"picture-\\w+\" x=\"([\\d.]+)%\" width=\"([\\d.]+)%\"");
        String html = BarsPicture.of(STARTER, YOURS);
        Matcher bars = rectangle.matcher(html.substring(html.indexOf("picture-images")));
        int seen = 0;
        while (bars.find()) {
            assertTrue(Double.parseDouble(bars.group(2)) >= Segments.THINNEST, bars.group());
            assertTrue(
                    Double.parseDouble(bars.group(1)) + Double.parseDouble(bars.group(2)) <= 100.01,
                    bars.group());
            seen++;
        }
        assertEquals(10, seen);
    }

    @Test
    void allPartsAreSaidInWords() {
        assertTrue(
                BarsPicture.of(STARTER)
                        .contains(
                                "<title>Line 7: 0.9 MB seen and perhaps needed, 8.0 MB left over,"
                                        + " 16.8 kB hidden</title>"));
    }

    @Test
    void theWholeDockerfileIsShownWhereItIsAtHand() {
        String html = BarsPicture.of(YOURS);
        assertTrue(html.contains("FROM scratch"));
        assertTrue(html.contains("USER 1"));
        assertEquals(5, html.split("<li", -1).length - 1);
    }

    @Test
    void aBarOfAnOlderDockerfileIsNotLost() {
        ImageBars old =
                new ImageBars(
                        "x", 5, List.of(new LineBar(9, "RUN gone", 5, 0, 0)), List.of("FROM a"));
        assertTrue(BarsPicture.of(old).contains("RUN gone"));
    }

    @Test
    void hostileTextStaysText() throws Exception {
        ImageBars hostile =
                new ImageBars(
                        HOSTILE,
                        10,
                        List.of(new LineBar(1, HOSTILE + "x".repeat(10_000), 10, 0, 0)),
                        List.of(HOSTILE));
        String html = BarsPicture.of(hostile) + LayersPicture.of(hostile);
        assertHarmless(html);
        assertTrue(html.length() < 10_000, "long names are cut: " + html.length());
    }

    @Test
    void impossibleFiguresAreMadePossible() {
        LineBar bar = new LineBar(1, "RUN x", 100, 500, 80);
        assertEquals(100, bar.liveBytes() + bar.leftoverBytes() + bar.wasteBytes());
        ImageBars more = new ImageBars("x", 10, List.of(bar), List.of());
        assertEquals(100, more.bytes());
    }

    /** Is well-formed, has no script, no handler, no style attribute, no hidden characters. */
    static void assertHarmless(String html) throws Exception {
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader("<body>" + html + "</body>")));
        assertFalse(html.contains("<script"), html);
        assertFalse(html.contains("<img"), html);
        assertFalse(html.contains(" style="), html);
        assertFalse(html.contains("\u001b"), html);
        assertFalse(html.contains("\u202e"), html);
    }

    /** Returns the first column of figures of every table. */
    static List<List<Long>> figures(String html) {
        List<List<Long>> tables = new ArrayList<>();
        String[] parts = html.split("<tbody>");
        for (String table : List.of(parts).subList(1, parts.length)) {
            List<Long> rows = new ArrayList<>();
            Matcher cell =
                    Pattern.compile("(?s)<tr>.*?picture-figure\">([^<]*)<")
                            .matcher(table.split("</tbody>")[0]);
            while (cell.find()) {
                rows.add(number(cell.group(1)));
            }
            tables.add(rows);
        }
        return tables;
    }

    static long sumRow(String html, int table) {
        Matcher cell = Pattern.compile("(?s)<tfoot>.*?picture-figure\">([^<]*)<").matcher(html);
        for (int i = 0; i <= table; i++) {
            assertTrue(cell.find());
        }
        return number(cell.group(1));
    }

    static long sum(List<Long> figures) {
        return figures.stream().mapToLong(Long::longValue).sum();
    }

    private static long number(String text) {
        return Long.parseLong(text.replace("\u202f", ""));
    }

    @Test
    void claimsNothingOfPartsThatNobodyMeasured() {
        String html = BarsPicture.of(STARTER.undivided(), YOURS);
        String before = html.substring(html.indexOf("Line 1: 854.8 MB</title>"));
        assertTrue(before.startsWith("Line 1: 854.8 MB</title><rect class=\"picture-tile\""), html);
        String table = html.substring(html.indexOf("<table>"), html.indexOf("</table>"));
        assertFalse(table.contains("Left over"), table);
        assertTrue(html.substring(html.indexOf("</table>")).contains("Left over"), html);
    }
}
