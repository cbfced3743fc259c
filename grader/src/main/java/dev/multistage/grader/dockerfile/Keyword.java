package dev.multistage.grader.dockerfile;

import java.util.Locale;
import java.util.Optional;

/** The instructions of a Dockerfile. */
public enum Keyword {
    ADD,
    ARG,
    CMD,
    COPY,
    ENTRYPOINT,
    ENV,
    EXPOSE,
    FROM,
    HEALTHCHECK,
    LABEL,
    MAINTAINER,
    ONBUILD,
    RUN,
    SHELL,
    STOPSIGNAL,
    USER,
    VOLUME,
    WORKDIR;

    private final String lower = name().toLowerCase(Locale.ROOT);

    /** Returns the keyword that a word is, whatever its case. */
    public static Optional<Keyword> of(String word) {
        String lower = GoCharacters.lower(word);
        for (Keyword keyword : values()) {
            if (keyword.lower.equals(lower)) {
                return Optional.of(keyword);
            }
        }
        return Optional.empty();
    }

    /** Whether the instruction may carry heredocs. */
    boolean takesHeredocs() {
        return this == ADD || this == COPY || this == RUN;
    }
}
