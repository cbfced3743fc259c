package dev.multistage.grader.advice;

import dev.multistage.grader.advice.PackageCommand.Action;
import dev.multistage.grader.advice.PackageCommand.Manager;
import dev.multistage.grader.dockerfile.ImageReference;
import dev.multistage.grader.dockerfile.ImageUse;
import dev.multistage.grader.dockerfile.Keyword;
import dev.multistage.grader.dockerfile.Position;
import dev.multistage.grader.dockerfile.Problem;
import java.util.List;
import java.util.Set;

/** T18: what a build takes differs from day to day. */
final class PinRule implements Rule {

    static final Topic UNPINNED =
            new Topic(
                    "T18",
                    "unpinned-image",
                    Weight.IMPROVEMENT,
                    "An image is not pinned",
                    "Without a tag, or with one that moves, tomorrow's build may take another image"
                            + " than today's.");

    static final Topic UPGRADE =
            new Topic(
                    "T18",
                    "upgrades-the-base",
                    Weight.IMPROVEMENT,
                    "The build upgrades all packages of its base",
                    "What comes out depends on the day. Every upgraded file is stored a second time,"
                            + " on top of the base's.");

    private static final Set<String> MOVING =
            Set.of(
                    "latest",
                    "stable",
                    "lts",
                    "edge",
                    "nightly",
                    "current",
                    "mainline",
                    "unstable",
                    "testing",
                    "sid",
                    "rolling",
                    "dev",
                    "main",
                    "master",
                    "lts-alpine",
                    "lts-slim",
                    "current-alpine",
                    "current-slim",
                    "stable-slim",
                    "stable-alpine",
                    "mainline-alpine",
                    "alpine",
                    "slim");

    @Override
    public List<Topic> topics() {
        return List.of(UNPINNED, UPGRADE);
    }

    @Override
    public void judge(Reading reading, Notebook notebook) {
        for (ImageUse use : reading.dockerfile().externalImages()) {
            ImageReference image = use.reference();
            boolean misspelt =
                    reading.dockerfile().problems().stream()
                            .anyMatch(
                                    problem ->
                                            problem.code() == Problem.Code.UNDEFINED_STAGE
                                                    && problem.line() == use.position().line());
            boolean variable = use.asWritten().contains("$") && image.tag().isEmpty();
            if (image.digest().isPresent() || variable || misspelt) {
                continue;
            }
            String tag = image.tag().orElse("");
            if (tag.isEmpty() || MOVING.contains(tag)) {
                Position start = use.position();
                int end = reading.dockerfile().line(start.line()).stripTrailing().length() + 1;
                notebook.note(
                        UNPINNED,
                        new Span(
                                start.line(),
                                start.column(),
                                start.line(),
                                Math.max(end, start.column())),
                        image.familiar()
                                + (tag.isEmpty()
                                        ? " has no tag, so it means latest."
                                        : ": the tag " + tag + " moves on."),
                        "Write the version that you tested with, for example "
                                + example(image)
                                + "; add @sha256:… to fix it for good.");
            }
        }
        for (Step step : reading.image(Keyword.RUN)) {
            for (Invocation command : step.commands()) {
                PackageCommand.of(command)
                        .filter(found -> found.action() == Action.UPGRADE)
                        .filter(found -> found.packages().isEmpty())
                        .filter(found -> found.manager() != Manager.ZYPPER)
                        .ifPresent(
                                found ->
                                        notebook.note(
                                                UPGRADE,
                                                command.span(),
                                                "\"" + command.shown() + "\" upgrades everything.",
                                                "Take a newer tag of the base image, and build again"
                                                        + " when it is updated."));
            }
        }
    }

    /** Returns a name with a version that was supported in autumn 2026. */
    static String example(ImageReference image) {
        return switch (image.familiarName()) {
            case "golang" -> "golang:1.26-alpine";
            case "node" -> "node:24-alpine";
            case "python" -> "python:3.13-slim";
            case "alpine" -> "alpine:3.23";
            case "debian" -> "debian:trixie-slim";
            case "ubuntu" -> "ubuntu:24.04";
            case "rust" -> "rust:1.97-slim";
            case "openjdk", "eclipse-temurin" -> "eclipse-temurin:21-jre";
            case "nginx" -> "nginx:1.30-alpine";
            default -> image.familiarName() + ":<version>";
        };
    }
}
