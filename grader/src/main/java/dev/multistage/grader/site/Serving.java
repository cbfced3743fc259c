package dev.multistage.grader.site;

import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.Workspace;

/**
 * What is served.
 *
 * @param workspace the learner's checkout
 * @param catalogue the course
 * @param port the port on the loopback interface; 0 for any that is free
 * @param grading grades an exercise when a page asks for it
 */
public record Serving(Workspace workspace, Catalogue catalogue, int port, LiveGrading grading) {}
