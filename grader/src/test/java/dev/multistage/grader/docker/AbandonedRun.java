package dev.multistage.grader.docker;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A program that starts a container and waits until somebody ends it, or its starter has ended. */
final class AbandonedRun {

    private AbandonedRun() {}

    public static void main(String[] image) throws Exception {
        DockerEngine engine = TestEngine.connect();
        engine.tag(image[0], Owner.newTag());
        engine.start(
                new ContainerRequest(
                        image[0],
                        8080,
                        Map.of(),
                        "",
                        false,
                        List.of(),
                        64_000_000,
                        1,
                        32,
                        List.of(),
                        Duration.ofSeconds(30)));
        System.out.println(Owner.thisProcess().text());
        System.in.read(); // ends when the test does
    }
}
