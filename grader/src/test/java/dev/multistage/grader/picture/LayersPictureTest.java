package dev.multistage.grader.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayersPictureTest {

    @Test
    void theTableHasAllLayersThoughOnlyTheBiggestAreDrawn() throws Exception {
        List<LineBar> bars = new ArrayList<>();
        for (int line = 1; line <= 40; line++) {
            bars.add(new LineBar(line, "RUN step " + line, line * 1_000L, 0, line * 500L));
        }
        String html = LayersPicture.of(new ImageBars("big", 820_000, bars, List.of()));
        assertEquals(12, html.split("picture-layer\"", -1).length - 1);
        assertTrue(html.contains("29 smaller layers"));
        assertEquals(40, BarsPictureTest.figures(html).get(0).size());
        assertEquals(820_000, BarsPictureTest.sumRow(html, 0));
        BarsPictureTest.assertHarmless(html);
    }

    @Test
    void theBaseLiesAtTheBottom() {
        String html =
                LayersPicture.of(
                        new ImageBars(
                                "x",
                                30,
                                List.of(
                                        new LineBar(1, "FROM a", 20, 0, 0),
                                        new LineBar(2, "COPY b c", 10, 0, 10)),
                                List.of()));
        String drawing = html.substring(html.indexOf("</desc>"), html.indexOf("<details"));
        assertTrue(drawing.indexOf("COPY b c") < drawing.indexOf("FROM a"));
        assertTrue(drawing.contains("picture-waste"));
    }
}
