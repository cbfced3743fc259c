package dev.multistage.grader.image;

import static dev.multistage.grader.image.FoundLeftovers.leftovers;
import static dev.multistage.grader.image.FoundLeftovers.only;
import static dev.multistage.grader.image.FoundLeftovers.program;
import static dev.multistage.grader.image.LeftoverCategory.DEBUG_SYMBOLS;
import static dev.multistage.grader.image.LeftoverCategory.DUPLICATE;
import static dev.multistage.grader.image.LeftoverCategory.PACKAGE_CACHE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts as left over, and how much of it. */
class LeftoversTest {

    @Test
    void countsSymbolsAndSecondCopiesOnce() {
        byte[] big = TarBuilder.bytes(70_000, 1);
        byte[] symbols = new byte[200_000];
        System.arraycopy(
                ElfBuilder.fixedAddress().section(1, 0, 150_000, 0).build(),
                0,
                symbols,
                0,
                ElfBuilder.LENGTH);
        Leftovers leftovers =
                leftovers(
                        new TarBuilder()
                                .file("app/prog", symbols)
                                .file("a/one", big)
                                .file("b/two", big)
                                .file("x/_cacache/three", big));
        assertEquals(150_000, only(leftovers, DEBUG_SYMBOLS, "debug symbols").bytes());
        assertEquals(
                70_000, only(leftovers, DUPLICATE, "second copies of the same content").bytes());
        assertEquals(70_000, only(leftovers, PACKAGE_CACHE, "npm cache").bytes());
    }

    @Test
    void findsNothingInAnImageOfOneProgram() {
        assertEquals(
                List.of(),
                leftovers(
                                new TarBuilder()
                                        .file("app", program())
                                        .file("etc/passwd", "app:x:1:1::/:\n")
                                        .file("etc/ssl/certs/ca-certificates.crt", "x"))
                        .all());
    }
}
