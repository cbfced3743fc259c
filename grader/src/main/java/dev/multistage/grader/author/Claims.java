package dev.multistage.grader.author;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.multistage.grader.exercise.CourseFiles;
import java.io.IOException;
import java.util.List;

/**
 * What the article says that the course follows, and what shows whether it is so ({@code
 * site/claims/claims.json}).
 *
 * @param source the article
 * @param demonstrations Dockerfiles that show a claim right or wrong
 * @param claims in the article's order
 */
public record Claims(String source, List<Demonstration> demonstrations, List<Claim> claims) {

    static final String FOLDER = "site/claims";
    static final String FILE = FOLDER + "/claims.json";

    public Claims {
        demonstrations = List.copyOf(demonstrations);
        claims = List.copyOf(claims);
    }

    /**
     * A Dockerfile in {@code site/claims/<name>/}.
     *
     * @param name the name of its folder
     * @param exercise the exercise whose app it builds
     * @param expect {@code runs}, {@code builds}, or the code of the failure that it must show
     * @param needs what it needs that not every machine has; may be null
     */
    public record Demonstration(String name, String exercise, String expect, String needs) {
        public Demonstration {
            needs = needs == null ? "" : needs;
        }

        String file() {
            return FOLDER + "/" + name + "/Dockerfile";
        }
    }

    /**
     * A claim, in our words.
     *
     * @param verdict {@code holds}, {@code held once} or {@code does not hold}
     * @param figures names of demonstrations, and of figures of exercises such as {@code exercise-3
     *     starter} or {@code base alpine:3.23}
     * @param why why it is so
     */
    public record Claim(String claim, String verdict, List<String> figures, String why) {
        public Claim {
            figures = List.copyOf(figures);
            if (!List.of("holds", "held once", "does not hold").contains(verdict)) {
                throw new IllegalArgumentException("no verdict: " + verdict);
            }
        }
    }

    /** Reads the claims of a course. */
    public static Claims read(CourseFiles files) throws IOException {
        byte[] json =
                files.read(FILE)
                        .orElseThrow(
                                () -> new MeasuringException(FILE + ":1: there is no such file"));
        return new ObjectMapper().readValue(json, Claims.class);
    }
}
