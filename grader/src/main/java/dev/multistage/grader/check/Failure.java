package dev.multistage.grader.check;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One way in which a check fails. Codes are public and stable. */
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Failure {

    /** Its code, for example {@code runs-as-root}. */
    String code();

    /** What is wrong, as a short sentence without a full stop. */
    String title();

    /** Why it matters, in one or two sentences for somebody who does not know yet. */
    String why();
}
