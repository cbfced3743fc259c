package dev.multistage.grader.check;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a check what people and documents need to know. The check classes hold the only table of
 * names and codes; {@link Checks} reads it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Describes {

    /** The check's name in {@code exercise.json}. */
    String name();

    /** Its number in the reference of checks, for example {@code T12}. */
    String reference();

    /** What it demands, in one sentence. */
    String summary();

    /** All its codes. */
    Failure[] failures();
}
