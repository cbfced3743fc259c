package dev.multistage.grader.check;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a question asks to be found out about images. */
public enum Measure {
    @JsonProperty("heaviest-line")
    HEAVIEST_LINE(
            Kind.LINE,
            "the number of the line that wrote the most bytes",
            "docker history lists the layers with their sizes, the newest on top; the Dockerfile has"
                    + " the numbers of the lines."),
    @JsonProperty("megabytes")
    MEGABYTES(
            Kind.MEGABYTES,
            "the size of the image in MB",
            "./grade build makes the image and says its size in MB."),
    @JsonProperty("megabytes-below")
    MEGABYTES_BELOW(
            Kind.MEGABYTES,
            "how much these folders hold in MB",
            "docker run --rm IMAGE du -sb FOLDER gives the bytes of a folder; a MB is 1,000,000 of"
                    + " them. Add up all folders of the question."),
    @JsonProperty("deleted-megabytes")
    DELETED_MEGABYTES(
            Kind.MEGABYTES,
            "how much one line wrote and a later one deleted, in MB",
            "Build without the line that deletes, and measure there what it would delete. A MB is"
                    + " 1,000,000 bytes."),
    @JsonProperty("smallest")
    SMALLEST(
            Kind.DOCKERFILE,
            "the Dockerfile with the smallest image",
            "./grade build says the size of each image."),
    @JsonProperty("without-shell")
    WITHOUT_SHELL(
            Kind.DOCKERFILE,
            "the Dockerfile whose image has no shell",
            "Ask each image: docker run --rm --entrypoint sh IMAGE -c 'echo here'."),
    @JsonProperty("musl")
    MUSL(
            Kind.DOCKERFILE,
            "the Dockerfile whose image has musl instead of glibc",
            "List /lib of each image, or ask Python: sysconfig.get_config_var('SOABI').");

    /** What an answer looks like. */
    public enum Kind {
        /** the number of a line */
        LINE,
        /** a size in MB of 10^6 bytes */
        MEGABYTES,
        /** the name of a Dockerfile, or what follows its dot */
        DOCKERFILE
    }

    private final Kind kind;
    private final String wanted;
    private final String howTo;

    Measure(Kind kind, String wanted, String howTo) {
        this.kind = kind;
        this.wanted = wanted;
        this.howTo = howTo;
    }

    /** Returns what an answer looks like. */
    public Kind kind() {
        return kind;
    }

    /** Returns what is wanted, as a phrase. */
    public String wanted() {
        return wanted;
    }

    /** Returns how to find it out, in sentences. */
    public String howTo() {
        return howTo;
    }
}
