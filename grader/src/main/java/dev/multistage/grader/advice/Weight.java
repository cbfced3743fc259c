package dev.multistage.grader.advice;

/** How much a piece of advice matters. The order is the order in which advice is shown. */
public enum Weight {
    /** It does not work, or it is dangerous, or most of the image is there for nothing. */
    MISTAKE,
    /** It costs bytes, time or safety. */
    IMPROVEMENT,
    /** Worth a thought. */
    TIP
}
