package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DockerfileUploadTest {

    private static final byte[] CONTEXT =
            new Tar().file("Dockerfile", "FROM scratch\n").file("a.txt", "text").bytes();

    @Test
    void anUntouchedContextArrivesByteForByte() throws Exception {
        DockerfileUpload upload = upload(CONTEXT, "Dockerfile");
        assertEquals("FROM scratch\n", dockerfile(upload));
        assertArrayEquals(CONTEXT, upload.body().readAllBytes());
    }

    @Test
    void aReplacedDockerfileIsAnArchiveAsIfItHadAlwaysBeenThere() throws Exception {
        String longer = "# syntax=docker/dockerfile:1\n" + "RUN true\n".repeat(100);
        DockerfileUpload upload = upload(CONTEXT, "Dockerfile");
        upload.replace(longer.getBytes(StandardCharsets.UTF_8));
        byte[] sent = upload.body().readAllBytes();
        assertEquals(longer, dockerfile(upload(sent, "Dockerfile")));
        assertTrue(new String(sent, StandardCharsets.UTF_8).contains("a.txt"));
        assertEquals(0, sent.length % 512);
        assertEquals(checksum(sent), stated(sent));
    }

    @Test
    void aContextThatBeginsWithSomethingElseIsLeftAlone() throws Exception {
        DockerfileUpload upload = upload(CONTEXT, "docker/Dockerfile");
        assertTrue(upload.dockerfile().isEmpty());
        assertArrayEquals(CONTEXT, upload.body().readAllBytes());
    }

    @Test
    void anEmptyContextIsNoCrash() throws Exception {
        assertTrue(upload(new byte[0], "Dockerfile").dockerfile().isEmpty());
    }

    private static int stated(byte[] archive) {
        return Integer.parseInt(new String(archive, 148, 6, StandardCharsets.US_ASCII), 8);
    }

    /** The sum of the header's bytes with blanks for the sum itself. */
    private static int checksum(byte[] archive) {
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += i >= 148 && i < 156 ? ' ' : archive[i] & 0xff;
        }
        return sum;
    }

    private static DockerfileUpload upload(byte[] archive, String name) throws Exception {
        return DockerfileUpload.of(new ByteArrayInputStream(archive), name);
    }

    private static String dockerfile(DockerfileUpload upload) {
        return new String(upload.dockerfile().orElseThrow(), StandardCharsets.UTF_8);
    }
}
