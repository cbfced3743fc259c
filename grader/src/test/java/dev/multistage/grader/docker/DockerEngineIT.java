package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DockerEngineIT {

    private static final DockerEngine ENGINE = TestEngine.connect();

    @AfterAll
    static void removeWhatWasMade() {
        ENGINE.remove("lab-docker/imported:1");
        ENGINE.remove("lab-docker/second-name:1");
        ENGINE.close();
    }

    @Test
    void anEngineSaysWhatItIs() {
        EngineInfo info = ENGINE.info();
        assertTrue(info.majorVersion() >= 20, info::toString);
        assertTrue(info.platform().startsWith("linux/"), info::toString);
        assertTrue(info.buildKit());
    }

    @Test
    void anUnknownImageIsNoError() {
        assertEquals(Optional.empty(), ENGINE.describe("lab-docker/no-such-image:1"));
        ENGINE.remove("lab-docker/no-such-image:1");
    }

    @Test
    void anImportedRootFileSystemCanBeTaggedExportedLoadedAndRemoved() throws Exception {
        byte[] tar = new Tar().file("hello.txt", "hello").bytes();
        ENGINE.importRootFilesystem(
                new ByteArrayInputStream(tar),
                "lab-docker/imported:1",
                List.of("USER 1000", "LABEL lab-docker=\"a value\""));
        ImageDescription image = ENGINE.describe("lab-docker/imported:1").orElseThrow();
        assertEquals("1000", image.user());
        assertEquals("a value", image.labels().get("lab-docker"));
        assertEquals(1, image.diffIds().size());

        ENGINE.tag("lab-docker/imported:1", "lab-docker/second-name:1");
        List<ImageDescription> labelled = ENGINE.images(Map.of("lab-docker", ""));
        assertEquals(List.of(image.id()), labelled.stream().map(ImageDescription::id).toList());
        assertEquals(2, labelled.get(0).tags().size());

        byte[] archive;
        try (InputStream export = ENGINE.export("lab-docker/imported:1")) {
            archive = export.readAllBytes();
        }
        ENGINE.remove("lab-docker/imported:1");
        assertEquals(Optional.empty(), ENGINE.describe("lab-docker/imported:1"));
        ENGINE.load(new ByteArrayInputStream(archive));
        assertEquals(image.id(), ENGINE.describe("lab-docker/imported:1").orElseThrow().id());
    }

    @Test
    void anArchiveThatIsNoImageIsRefusedWithTheEnginesWords() {
        byte[] tar = new Tar().file("hello.txt", "hello").bytes();
        assertThrows(EngineException.class, () -> ENGINE.load(new ByteArrayInputStream(tar)));
    }

    @Test
    void aMissingEngineIsAnEngineExceptionWithARemedy() {
        try (DockerEngine nowhere =
                new DockerEngine(
                        new EngineEndpoint(
                                URI.create("unix:///nonexistent/docker.sock"), "test"))) {
            EngineException error = assertThrows(EngineException.class, nowhere::info);
            assertTrue(error.remedy().contains("Start it"), error::remedy);
        }
    }
}
