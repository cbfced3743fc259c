package dev.multistage.grader.check;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * One verifiable requirement. A check is a record: its components are its parameters in {@code
 * exercise.json}, its {@link Describes} annotation names it and its codes. A new check is one
 * record that stands in the {@code permits} clause of its family.
 *
 * <p>Families differ in the evidence they may look at, so that a check of the Dockerfile cannot
 * depend on an engine.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "check")
public sealed interface Check
        permits DockerfileCheck,
                ContextCheck,
                BuildCheck,
                ImageCheck,
                ContainerCheck,
                RebuildCheck,
                DeploymentCheck,
                AnswerCheck {

    /** Returns what must be true, as a phrase: {@code at least 2 stages}. */
    String requirement();

    /** Returns what is known of this kind of check. */
    default Describes description() {
        return Checks.describe(getClass());
    }
}
