package dev.multistage.grader.explain;

import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.image.ArchiveBuilder;
import dev.multistage.grader.image.DevDependencies;
import dev.multistage.grader.image.Image;
import dev.multistage.grader.image.ImageArchive;
import dev.multistage.grader.image.LayerCache;
import dev.multistage.grader.image.TarBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Images whose every byte is known. */
public final class ExampleImages {

    public static final String MULTI_STAGE =
            """
            FROM base AS build
            WORKDIR /src
            COPY package.json ./
            RUN npm ci

            FROM base
            # what runs
            COPY --from=build /src/node_modules /app/node_modules
            RUN apt-get update && apt-get install -y curl
            RUN rm -rf /opt/sdk
            CMD ["node"]
            """;

    public static final DevDependencies DEV = dev();

    private static DevDependencies dev() {
        try {
            return DevDependencies.ofPackageLock(
                    ("{\"packages\":{\"node_modules/typescript\":{\"dev\":true},"
                                    + "\"node_modules/express\":{}}}")
                            .getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static Image read(ArchiveBuilder archive) throws IOException {
        return ImageArchive.read(new ByteArrayInputStream(archive.docker()), LayerCache.NONE);
    }

    public static Image shipped() throws IOException {
        return read(
                new ArchiveBuilder()
                        .layer(new TarBuilder().file("bin/base", 500_000, 9))
                        .layer(
                                new TarBuilder()
                                        .file("app/node_modules/typescript/tsc.js", 300_000, 1)
                                        .file("app/node_modules/express/index.js", 20_000, 2))
                        .layer(
                                new TarBuilder()
                                        .file("opt/sdk/a", 90_000, 3)
                                        .file("var/lib/apt/lists/all", 80_000, 4))
                        .layer(new TarBuilder().directory("opt").file("opt/.wh.sdk", ""))
                        .history(
                                "ADD rootfs.tar / # buildkit",
                                "COPY /src/node_modules /app/node_modules # buildkit",
                                "RUN /bin/sh -c apt-get update && apt-get install -y curl #"
                                        + " buildkit",
                                "RUN /bin/sh -c rm -rf /opt/sdk # buildkit",
                                "~CMD [\\\"node\\\"]"));
    }

    public static Image stage() throws IOException {
        return read(
                new ArchiveBuilder()
                        .layer(new TarBuilder().file("bin/base", 500_000, 9))
                        .layer(new TarBuilder().directory("src"))
                        .layer(new TarBuilder().file("src/package.json", "{}"))
                        .layer(
                                new TarBuilder()
                                        .file("src/node_modules/typescript/tsc.js", 300_000, 1)
                                        .file("src/node_modules/express/index.js", 20_000, 2))
                        .history(
                                "ADD rootfs.tar / # buildkit",
                                "WORKDIR /src",
                                "COPY package.json ./ # buildkit",
                                "RUN /bin/sh -c npm ci # buildkit"));
    }

    public static Anatomy multiStage() throws IOException {
        return Anatomy.of(
                Material.of("test", Subject.Kind.EXERCISE, shipped())
                        .builtFrom("Dockerfile", Dockerfile.parse(MULTI_STAGE))
                        .with(DEV));
    }

    private ExampleImages() {}
}
