package dev.multistage.grader.exercise;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an exercise says of itself in {@code exercise.json}.
 *
 * @param format always {@value #FORMAT}
 * @param title what to do, as an imperative
 * @param language language of the app
 * @param minutes how long it takes
 * @param article the step of the article it mirrors
 * @param prerequisites exercises that teach what this one needs
 * @param editable files below {@code app/} that the learner may change
 * @param dockerfiles the Dockerfiles that are built, the main one first; either all are editable or
 *     none, and then the course's own are built
 * @param port the port on which the app listens
 * @param health path of the health endpoint
 * @param nonce where a value is planted and where it must come back; null if none is
 * @param plants what is planted into the build context, as if it lay in the learner's folder
 * @param breaks the request after which the app is unhealthy; null if there is none
 * @param writable absolute paths that the app may write to
 * @param runtimeFiles globs of what the image may contain above its base
 * @param tls how the app makes an outgoing HTTPS call; null if it makes none
 * @param environment variables that the grader sets
 * @param starterFails codes that the shipped Dockerfile gets
 * @param marks achievements beyond passing
 * @param bases base images with their calibrated unpacked bytes by platform
 * @param budgets limits of time and space
 * @param rubric the criteria, worth 100 points together
 */
@JsonIgnoreProperties("$schema")
public record Declaration(
        String format,
        String title,
        String language,
        int minutes,
        String article,
        List<String> prerequisites,
        List<String> editable,
        List<String> dockerfiles,
        int port,
        String health,
        Nonce nonce,
        List<Plant> plants,
        @JsonProperty("break") Break breaks,
        List<String> writable,
        List<String> runtimeFiles,
        Tls tls,
        Map<String, String> environment,
        List<String> starterFails,
        List<Mark> marks,
        Map<String, Map<String, Long>> bases,
        Budgets budgets,
        List<Criterion> rubric) {

    /** The format's name and version. */
    public static final String FORMAT = "multistage/exercise/v1";

    public Declaration {
        require(FORMAT.equals(format), "\"format\" must be \"" + FORMAT + "\"");
        require(title != null && !title.isBlank(), "\"title\" is missing");
        require(language != null && !language.isBlank(), "\"language\" is missing");
        require(minutes > 0, "\"minutes\" must be more than 0");
        article = article == null ? "" : article;
        prerequisites = listed(prerequisites);
        editable = editable == null ? List.of("Dockerfile", ".dockerignore") : listed(editable);
        dockerfiles = dockerfiles == null ? List.of("Dockerfile") : listed(dockerfiles);
        boolean shipped = dockerfiles.stream().noneMatch(editable::contains);
        for (String dockerfile : dockerfiles) {
            require(
                    shipped || editable.contains(dockerfile),
                    "\"" + dockerfile + "\" is built, so it must be among \"editable\"");
        }
        plants = listed(plants);
        health = health == null ? "/health" : health;
        require(health.startsWith("/"), "\"health\" is a path and starts with \"/\"");
        writable = listed(writable);
        for (String path : writable) {
            require(
                    path.startsWith("/"),
                    "\"writable\" holds absolute paths, not \"" + path + "\"");
        }
        runtimeFiles = listed(runtimeFiles);
        environment = environment == null ? Map.of() : Map.copyOf(environment);
        starterFails = listed(starterFails);
        marks = listed(marks);
        bases = bases == null ? Map.of() : Map.copyOf(bases);
        budgets = budgets == null ? Budgets.DEFAULT : budgets;
        rubric = listed(rubric);
        checkRubric(rubric, dockerfiles);
    }

    private static void checkRubric(List<Criterion> rubric, List<String> dockerfiles) {
        require(!rubric.isEmpty(), "\"rubric\" has no criterion");
        int points = rubric.stream().mapToInt(Criterion::points).sum();
        require(points == 100, "the points of \"rubric\" add up to " + points + ", not to 100");
        Set<String> earlier = new LinkedHashSet<>();
        for (Criterion criterion : rubric) {
            String name = "criterion \"" + criterion.id() + "\"";
            for (String need : criterion.needs()) {
                require(
                        earlier.contains(need),
                        name + " needs \"" + need + "\", which no earlier criterion is called");
            }
            require(
                    earlier.add(criterion.id()),
                    "two criteria are called \"" + criterion.id() + "\"");
            require(
                    criterion.dockerfile().isEmpty()
                            || dockerfiles.contains(criterion.dockerfile()),
                    name
                            + " judges \""
                            + criterion.dockerfile()
                            + "\", which is not among \"dockerfiles\"");
        }
    }

    private static <T> List<T> listed(List<T> values) {
        return values == null ? List.of() : List.copyOf(values);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /**
     * Where the planted value goes and comes back.
     *
     * @param file file below {@code app/} that holds the placeholder
     * @param endpoint path that answers with the value
     */
    public record Nonce(String file, String endpoint) {
        /** What the app's source holds until the grader plants a value. */
        public static final String PLACEHOLDER = "nonce-not-planted";

        public Nonce {
            require(file != null && !file.isBlank(), "\"nonce.file\" is missing");
            require(
                    endpoint != null && endpoint.startsWith("/"),
                    "\"nonce.endpoint\" is a path and starts with \"/\"");
        }
    }

    /** What a developer's folder holds and an image must not. */
    public enum Plant {
        /** a {@code .git} folder of 30 MB */
        @JsonProperty("git")
        GIT,
        /** a {@code .env} file with a secret that must not be found in the image */
        @JsonProperty("secret")
        SECRET
    }

    /** The request that makes the app unhealthy. */
    public record Break(String method, String path) {
        public Break {
            require(method != null && path != null, "\"break\" needs \"method\" and \"path\"");
        }
    }

    /**
     * How the app makes an outgoing HTTPS call.
     *
     * @param variable environment variable with the URL to call
     * @param endpoint path that makes the app call it: 200 if the certificate verified, 502 if not
     */
    public record Tls(String variable, String endpoint) {
        public Tls {
            require(
                    variable != null && endpoint != null,
                    "\"tls\" needs \"variable\" and \"endpoint\"");
        }
    }

    /**
     * An achievement beyond passing.
     *
     * @param id its name, for example {@code expert}
     * @param megabytes the image must not be larger, in MB of 10^6 bytes
     */
    public record Mark(String id, double megabytes) {
        public Mark {
            require(id != null && megabytes > 0, "a mark needs \"id\" and \"megabytes\"");
        }
    }

    /**
     * Limits of one grade; a value of 0 or less stands for the default.
     *
     * @param buildSeconds time for one build
     * @param startSeconds time until the first healthy answer
     * @param contextMegabytes size of the build context
     * @param logMegabytes output of the build and of the container
     * @param diskMegabytes disk that a build may take
     * @param memoryMegabytes memory of the running container
     */
    public record Budgets(
            Integer buildSeconds,
            Integer startSeconds,
            Integer contextMegabytes,
            Integer logMegabytes,
            Integer diskMegabytes,
            Integer memoryMegabytes) {

        /** What applies where an exercise says nothing. */
        public static final Budgets DEFAULT = new Budgets(0, 0, 0, 0, 0, 0);

        public Budgets {
            buildSeconds = orElse(buildSeconds, 600);
            startSeconds = orElse(startSeconds, 30);
            contextMegabytes = orElse(contextMegabytes, 50);
            logMegabytes = orElse(logMegabytes, 16);
            diskMegabytes = orElse(diskMegabytes, 4000);
            memoryMegabytes = orElse(memoryMegabytes, 256);
        }

        private static Integer orElse(Integer value, int otherwise) {
            return value == null || value <= 0 ? (Integer) otherwise : value;
        }
    }
}
