/**
 * Where base images come from: the engine, a registry, or stand-ins made from packages where no
 * registry of images can be reached.
 *
 * <p>{@link dev.multistage.grader.base.BaseImages} is the way in.
 */
package dev.multistage.grader.base;
