package dev.multistage.grader.check;

/** A check that needs only the text of the Dockerfile: its verdict comes before any build. */
public sealed interface DockerfileCheck extends Check permits ExecForm, MinimumStages, PinnedBase {

    /** Judges a Dockerfile. */
    Outcome examine(DockerfileEvidence evidence);
}
