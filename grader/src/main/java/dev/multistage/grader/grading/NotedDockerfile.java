package dev.multistage.grader.grading;

import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.DockerfileSyntaxException;
import dev.multistage.grader.dockerfile.Stage;
import dev.multistage.grader.explain.Material;
import dev.multistage.grader.image.Provenance;
import java.util.List;
import java.util.Optional;

/** The Dockerfile that the provenance of an image holds. */
final class NotedDockerfile {

    private NotedDockerfile() {}

    /**
     * Returns what an image is made from according to its own provenance; what it was, where there
     * is none or somebody gave a Dockerfile, with a note if that is another one.
     */
    static Material in(Material material, Optional<Dockerfile> given) {
        Optional<Provenance> noted = material.image().provenance();
        if (noted.isEmpty()) {
            return material;
        }
        if (given.isPresent()) {
            return given.get().text().equals(noted.get().dockerfile())
                    ? material
                    : material.noting(
                            List.of(
                                    "The image's provenance holds another Dockerfile than the one"
                                            + " given: lines go by the image's history. Without -f"
                                            + " the one that it was built from is shown."));
        }
        return source(noted.get())
                .map(
                        source ->
                                material.builtFrom(source)
                                        .advising(
                                                StaticAdvice.about(
                                                        source.dockerfile(),
                                                        source.file(),
                                                        Optional.empty()))
                                        .noting(
                                                List.of(
                                                        "The Dockerfile is the one that the image's"
                                                                + " provenance holds.")))
                .orElse(material);
    }

    private static Optional<Material.Source> source(Provenance noted) {
        try {
            Dockerfile dockerfile = Dockerfile.parse(noted.dockerfile());
            if (dockerfile.stages().isEmpty()) {
                return Optional.empty();
            }
            Optional<Stage> stage =
                    noted.target().isEmpty()
                            ? Optional.of(dockerfile.finalStage())
                            : dockerfile.target(noted.target());
            return stage.map(built -> new Material.Source(noted.file(), dockerfile, built));
        } catch (DockerfileSyntaxException noDockerfile) {
            return Optional.empty();
        }
    }
}
