package dev.multistage.grader.advice;

import dev.multistage.grader.dockerfile.BaseReference.ExternalImage;
import dev.multistage.grader.dockerfile.ImageReference;
import dev.multistage.grader.dockerfile.Stage;
import java.util.List;
import java.util.Optional;

/** T02: a base image that is larger than the program needs, or that gets no more fixes. */
final class BaseImageRule implements Rule {

    static final Topic FULL =
            new Topic(
                    "T02",
                    "full-base-image",
                    Weight.IMPROVEMENT,
                    "The image stands on the full variant of its base",
                    "The full variants hold compilers, headers and version control, which a program"
                            + " that is already built does not use.");

    static final Topic SDK =
            new Topic(
                    "T02",
                    "toolchain-base",
                    Weight.MISTAKE,
                    "The final stage stands on an image for building",
                    "Everything in the base of the final stage ships: here a whole toolchain.");

    static final Topic OLD =
            new Topic(
                    "T02",
                    "end-of-life-base",
                    Weight.IMPROVEMENT,
                    "The base image gets no more fixes",
                    "Holes that are found from now on stay open in every image built on it.");

    @Override
    public List<Topic> topics() {
        return List.of(FULL, SDK, OLD);
    }

    @Override
    public void judge(Reading reading, Notebook notebook) {
        for (Stage stage : reading.reachable()) {
            if (stage.base() instanceof ExternalImage external) {
                EndOfLife.of(external.reference())
                        .ifPresent(
                                sentence ->
                                        notebook.note(
                                                OLD,
                                                Reading.baseSpan(stage),
                                                external.asWritten() + ": " + sentence + ".",
                                                "Move to a supported release, for example "
                                                        + PinRule.example(external.reference())
                                                        + ", build, and run your tests against it."));
            }
        }
        Optional<ImageReference> base = reading.base();
        if (base.isEmpty() || notebook.has(SingleStageRule.TOPIC)) {
            return;
        }
        Stage bottom = reading.bottom();
        Optional<String> toolchain = PublicImages.toolchain(base.get());
        if (toolchain.isPresent() && !startsToolchain(reading)) {
            notebook.note(
                    SDK,
                    Reading.baseSpan(bottom),
                    "The final image stands on "
                            + base.get().familiar()
                            + ", which holds "
                            + toolchain.get()
                            + ".",
                    "Start the final stage from what the program needs to run: "
                            + runtime(base.get())
                            + "; and COPY --from the builder what was built.");
        } else if (PublicImages.fullVariant(base.get())) {
            String name = base.get().familiarName();
            notebook.note(
                    FULL,
                    Reading.baseSpan(bottom),
                    "The final image stands on " + base.get().familiar() + ", the full variant.",
                    "Start the final stage from "
                            + slim(base.get())
                            + ". If something needs a compiler to install, do that in a stage on "
                            + name
                            + " and COPY --from it.");
        }
    }

    /** An image that is there to build things (a tool, a development container) is left alone. */
    private static boolean startsToolchain(Reading reading) {
        return reading.image().stream()
                        .filter(
                                step ->
                                        step.instruction()
                                                .keyword()
                                                .name()
                                                .matches("CMD|ENTRYPOINT"))
                        .flatMap(step -> step.commands().stream())
                        .anyMatch(
                                command ->
                                        command.runs(
                                                "go", "cargo", "mvn", "gradle", "javac", "gcc",
                                                "make", "dotnet"))
                && !reading.multiStage();
    }

    private static String slim(ImageReference image) {
        String tag = PublicImages.tag(image);
        String version = tag.replaceFirst("-(bookworm|bullseye|buster|trixie|stretch)$", "");
        return image.familiarName()
                + ":"
                + (version.equals("latest") ? "" : version + "-")
                + "slim";
    }

    private static String runtime(ImageReference image) {
        return switch (image.familiarName()) {
            case "golang" ->
                    "scratch, gcr.io/distroless/static-debian13 or alpine for a static binary";
            case "rust" -> "gcr.io/distroless/cc-debian13 or debian:trixie-slim";
            case "maven", "gradle", "sbt", "eclipse-temurin", "openjdk", "amazoncorretto" ->
                    "eclipse-temurin with a -jre tag";
            case "mcr.microsoft.com/dotnet/sdk" -> "mcr.microsoft.com/dotnet/aspnet";
            default -> "debian:trixie-slim";
        };
    }
}
