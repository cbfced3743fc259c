/**
 * A grader that stays after a grade, so that the next one finds its code compiled.
 *
 * <p>Launcher ({@code grader/src/main/sh/resident.sh}) and resident meet in a private folder of the
 * workspace, the {@link dev.multistage.grader.resident.Door}, and talk through named pipes: they
 * exist wherever a POSIX shell does, and tell both sides at once when the other one dies.
 */
package dev.multistage.grader.resident;
