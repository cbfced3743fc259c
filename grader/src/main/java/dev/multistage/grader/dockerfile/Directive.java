package dev.multistage.grader.dockerfile;

/**
 * A parser directive, for example {@code # escape=`}.
 *
 * @param name {@code syntax}, {@code escape} or {@code check}
 * @param value what it is set to
 * @param line the line it stands in
 */
public record Directive(String name, String value, int line) {}
