package dev.multistage.grader.digest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

class DigestTest {

    /** The example of FIPS 180-4: the three letters abc. */
    private static final String ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void allWaysComeToTheSameDigest() throws IOException {
        byte[] content = "abc".getBytes(StandardCharsets.US_ASCII);
        assertEquals(ABC, Digest.of("abc").hex());
        assertEquals(ABC, Digest.of(content).hex());
        assertEquals(ABC, Digest.of(new ByteArrayInputStream(content)).hex());
        MessageDigest sha256 = Digest.sha256();
        sha256.update(content, 0, 1);
        sha256.update(content, 1, 2);
        assertEquals(ABC, Digest.of(sha256).hex());
    }

    @Test
    void isWrittenAsImagesNameIt() {
        assertEquals("sha256:" + ABC, Digest.of("abc").reference());
        assertEquals(ABC.substring(0, 32), Digest.of("abc").half());
    }
}
