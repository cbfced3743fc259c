package dev.multistage.site.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SnippetTest {

    private static final Snippet FILE =
            Snippet.of(
                    """
                    FROM a AS build
                    # region compile
                    RUN make
                    # endregion

                    FROM scratch
                    COPY --from=build /x /x
                    """);

    @Test
    void aStageIsCutOutByNameOrNumberWithoutBlankLinesAtItsEnd() throws Exception {
        assertEquals("FROM scratch\nCOPY --from=build /x /x\n", FILE.stage("1").text());
        assertEquals("FROM a AS build", FILE.stage("build").lines().get(0));
        assertEquals("RUN make", FILE.stage("build").lines().get(2));
    }

    @Test
    void aRegionIsWhatStandsBetweenItsComments() throws Exception {
        assertEquals("RUN make\n", FILE.region("compile").text());
    }

    @Test
    void linesAreCountedFromOne() throws Exception {
        assertEquals("RUN make\n", FILE.range("3").text());
        assertEquals(2, FILE.range("6-7").lines().size());
    }

    @Test
    void whatIsMissingIsNamed() {
        assertEquals("there is no stage \"test\"", message(() -> FILE.stage("test")));
        assertEquals("there is no region \"link\"", message(() -> FILE.region("link")));
        assertEquals("there are no lines 6-9, the file has 7", message(() -> FILE.range("6-9")));
        assertEquals("lines are 4 or 4-9, not \"a\"", message(() -> FILE.range("a")));
        assertEquals(
                "the region \"x\" has no end",
                message(() -> Snippet.of("# region x\nRUN y\n").region("x")));
    }

    private interface Cut {
        Snippet cut() throws Snippet.MissingException;
    }

    private static String message(Cut cut) {
        return assertThrows(Snippet.MissingException.class, cut::cut).getMessage();
    }
}
