package dev.multistage.grader.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One image, two configurations, and none in the image. */
class ConfiguredFromOutsideTest {

    private static final String DOCKERFILE =
            """
            FROM scratch
            ARG KEY
            COPY app /app
            ENTRYPOINT ["/app"]
            """;
    private static final ConfiguredFromOutside CHECK =
            new ConfiguredFromOutside(
                    "/quote",
                    List.of(
                            new ConfiguredFromOutside.Configuration(
                                    Map.of("REGION", "eu", "KEY", "one"), List.of("EUR")),
                            new ConfiguredFromOutside.Configuration(
                                    Map.of("REGION", "gb", "KEY", "two"), List.of("GBP"))),
                    List.of(".env.production"));

    private static FakeContainer quoting(String currency) {
        return new FakeContainer()
                .answers("/health", 200, "{}")
                .answers("/quote", 200, currency + " 5.49");
    }

    private static FakeContainer dead() {
        return new FakeContainer().answers("/health", 0, "").ended();
    }

    /** Does as it is told, and refuses to start unless it is told everything. */
    private static FakeContainer obedient(Map<String, String> variables) {
        return variables.size() < 2
                ? dead()
                : quoting(variables.get("REGION").equals("gb") ? "GBP" : "EUR");
    }

    private static Outcome examine(Evidence image, ContainerEvidence.Again again)
            throws InterruptedException {
        return CHECK.examine(quoting("EUR").startsAgain(again).healthy(image.image()));
    }

    @Test
    void passesWhenEverythingComesFromOutside() throws InterruptedException {
        Outcome outcome = examine(Evidence.of(DOCKERFILE), ConfiguredFromOutsideTest::obedient);
        assertEquals(Outcome.Status.PASSED, outcome.status(), outcome.observed());
    }

    @Test
    void failsWhenOtherValuesChangeNothing() throws InterruptedException {
        Outcome outcome =
                examine(
                        Evidence.of(DOCKERFILE),
                        variables -> variables.size() < 2 ? dead() : quoting("EUR"));
        assertEquals("ignores-environment", outcome.code());
        assertTrue(outcome.observed().contains("EUR 5.49"), outcome.observed());
    }

    @Test
    void failsWhenTheSecondConfigurationDoesNotComeUp() throws InterruptedException {
        Outcome outcome = examine(Evidence.of(DOCKERFILE), variables -> dead());
        assertEquals("ignores-environment", outcome.code());
    }

    @Test
    void failsWhenOneVariableIsNotMissed() throws InterruptedException {
        Outcome outcome =
                examine(
                        Evidence.of(DOCKERFILE),
                        variables ->
                                variables.containsKey("REGION")
                                        ? obedient(Map.of("REGION", "gb", "KEY", "x"))
                                        : dead());
        assertEquals("configuration-baked-in", outcome.code());
        assertTrue(outcome.observed().startsWith("without KEY"), outcome.observed());
    }

    @Test
    void failsWhenTheImageSetsAVariable() {
        Outcome outcome =
                CHECK.examineImage(
                                Evidence.of(DOCKERFILE + "ENV REGION=eu\n")
                                        .env("REGION", "eu")
                                        .image())
                        .orElseThrow();
        assertEquals("configuration-baked-in", outcome.code());
        assertEquals(5, outcome.where().get(0).line());
    }

    @Test
    void failsWhenASampleIsInAnyLayer() {
        Evidence image =
                Evidence.of(DOCKERFILE)
                        .source(".env.production", "KEY=a-long-value\n")
                        .text("/etc/settings", "KEY=a-long-value\n");
        Outcome outcome = CHECK.examineImage(image.image()).orElseThrow();
        assertEquals("configuration-baked-in", outcome.code());
        assertEquals("/etc/settings", outcome.where().get(0).path());
    }

    @Test
    void failsWhenTheHistoryShowsAValue() {
        for (String step :
                List.of(
                        "RUN |1 KEY=zzz /bin/sh -c ./setup # buildkit",
                        "CMD [\"env\" \"REGION=eu\" \"/app\"]",
                        "RUN /bin/sh -c echo a-long-value > /key")) {
            Outcome outcome =
                    CHECK.examineImage(
                                    Evidence.of(DOCKERFILE)
                                            .setting(".env.production", "NAME=a-long-value\n")
                                            .history(step)
                                            .image())
                            .orElseThrow(() -> new AssertionError(step));
            assertEquals("configuration-baked-in", outcome.code(), step);
        }
    }

    @Test
    void passesWhenVariablesAreOnlyNamed() {
        for (String step :
                List.of(
                        "RUN /bin/sh -c test -z \"$KEY\"",
                        "RUN /bin/sh -c KEY= make",
                        "ENV KEY_FILE=/run/secrets/key",
                        "RUN |1 MONKEY=1 /bin/sh -c make")) {
            assertTrue(
                    CHECK.examineImage(Evidence.of(DOCKERFILE).history(step).image()).isEmpty(),
                    step);
        }
    }

    @Test
    void bothConfigurationsSetTheSameVariables() {
        var one = new ConfiguredFromOutside.Configuration(Map.of("A", "1"), List.of("x"));
        var other = new ConfiguredFromOutside.Configuration(Map.of("B", "1"), List.of("y"));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ConfiguredFromOutside("/", List.of(one, other), List.of()));
    }
}
