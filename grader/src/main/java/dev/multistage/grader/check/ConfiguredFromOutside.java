package dev.multistage.grader.check;

import dev.multistage.grader.container.ContainerState;
import dev.multistage.grader.container.HttpAnswer;
import dev.multistage.grader.container.RunningContainer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Demands that one image serves two configurations which come from outside, and holds none itself.
 *
 * <p>The container that all checks share runs with the first environment. The same image is started
 * again with the second one, and once more without each of its variables: it must then refuse.
 *
 * @param endpoint path and query whose answer depends on the configuration
 * @param environments the two configurations; every variable is one without which the app refuses
 *     to start
 * @param samples files below {@code app/} with lines {@code NAME=value} that show what a
 *     configuration looks like; neither they nor their values may be in the image
 */
@Describes(
        name = "configured-from-outside",
        reference = "T21",
        summary = "One image runs with two configurations from outside and holds none itself.",
        failures = {
            @Failure(
                    code = "configuration-baked-in",
                    title = "The image holds its own configuration",
                    why =
                            "Whoever can pull the image can read it, and every other installation needs"
                                    + " an image of its own: what you tested is not what you ship."),
            @Failure(
                    code = "ignores-environment",
                    title = "The image does not do what its environment says",
                    why =
                            "A setting that cannot be changed from outside needs a new build for every"
                                    + " place where the image runs.")
        })
public record ConfiguredFromOutside(
        String endpoint, List<Configuration> environments, List<String> samples)
        implements ContainerCheck {

    private static final int LOG_BYTES = 1_000;

    public ConfiguredFromOutside {
        if (endpoint == null || !endpoint.startsWith("/")) {
            throw new IllegalArgumentException("\"endpoint\" is a path and starts with \"/\"");
        }
        if (environments == null || environments.size() != 2) {
            throw new IllegalArgumentException("\"environments\" must hold two environments");
        }
        environments = List.copyOf(environments);
        if (!environments
                .get(0)
                .variables()
                .keySet()
                .equals(environments.get(1).variables().keySet())) {
            throw new IllegalArgumentException("both \"environments\" must set the same variables");
        }
        samples = samples == null ? List.of() : List.copyOf(samples);
    }

    /**
     * One configuration.
     *
     * @param variables names and values
     * @param expected texts that the endpoint's answer then holds
     */
    public record Configuration(Map<String, String> variables, List<String> expected) {

        public Configuration {
            if (variables == null || variables.isEmpty()) {
                throw new IllegalArgumentException("\"variables\" names no variable");
            }
            if (expected == null || expected.isEmpty()) {
                throw new IllegalArgumentException("\"expected\" names no text");
            }
            variables = Map.copyOf(variables);
            expected = List.copyOf(expected);
        }

        boolean matches(HttpAnswer answer) {
            return answer.ok() && expected.stream().allMatch(answer.text()::contains);
        }

        /** Returns this configuration in words, without values of which one may be a secret. */
        String names() {
            return String.join(", ", variables.keySet().stream().sorted().toList());
        }
    }

    @Override
    public String requirement() {
        return "two configurations from outside, none inside";
    }

    @Override
    public Optional<Outcome> examineImage(ImageEvidence evidence) {
        return BakedConfiguration.find(evidence, environments.get(0).variables().keySet(), samples);
    }

    @Override
    public Outcome examine(ContainerEvidence evidence) throws InterruptedException {
        Optional<Outcome> baked = examineImage(evidence.image());
        if (baked.isPresent()) {
            return baked.get();
        }
        HttpAnswer first = evidence.container().get(endpoint);
        if (!environments.get(0).matches(first)) {
            return ignores(evidence, environments.get(0), said(first));
        }
        Configuration second = environments.get(1);
        Map<String, RunningContainer> others = new LinkedHashMap<>();
        try {
            // all at once: they come up while the others are asked
            others.put("", evidence.again().start(second.variables()));
            for (String name : new TreeMap<>(second.variables()).keySet()) {
                Map<String, String> without = new LinkedHashMap<>(second.variables());
                without.remove(name);
                others.put(name, evidence.again().start(without));
            }
            return judge(evidence, first, others);
        } finally {
            others.values().forEach(RunningContainer::close);
        }
    }

    private Outcome judge(
            ContainerEvidence evidence, HttpAnswer first, Map<String, RunningContainer> others)
            throws InterruptedException {
        Configuration second = environments.get(1);
        RunningContainer configured = others.get("");
        if (!comesUp(evidence, configured)) {
            return ignores(evidence, second, "it did not come up" + state(configured));
        }
        HttpAnswer answer = configured.get(endpoint);
        if (!second.matches(answer)) {
            return ignores(
                    evidence,
                    second,
                    (environments.get(0).matches(answer)
                                    ? "with other values the answer is still that of the first: "
                                    : "")
                            + said(answer));
        }
        for (Map.Entry<String, RunningContainer> other : others.entrySet()) {
            String missing = other.getKey();
            if (!missing.isEmpty() && comesUp(evidence, other.getValue())) {
                return Outcome.failed("configuration-baked-in")
                        .observed(
                                "without "
                                        + missing
                                        + " the container still starts, and answers "
                                        + said(other.getValue().get(endpoint)))
                        .expected(
                                "it refuses to start: "
                                        + missing
                                        + " comes from outside or not at all")
                        .at(EntryProgram.places(evidence.image()))
                        .next(
                                "Find the line that leaves a value of "
                                        + missing
                                        + " in the image, in a file or in the start command, and"
                                        + " remove it.");
            }
        }
        return Outcome.passed(
                "two environments, two answers; refuses to start without " + second.names());
    }

    private Outcome ignores(ContainerEvidence evidence, Configuration wanted, String observed) {
        List<Place> places = new ArrayList<>(EntryProgram.places(evidence.image()));
        return Outcome.failed("ignores-environment")
                .observed(endpoint + ": " + observed)
                .expected("an answer with " + String.join(" and ", wanted.expected()))
                .at(places)
                .next(
                        "Let the program read "
                                + wanted.names()
                                + " from its environment: start it directly, and let neither the"
                                + " start command nor a file set them.");
    }

    private static boolean comesUp(ContainerEvidence evidence, RunningContainer container)
            throws InterruptedException {
        return container
                .await(evidence.app().health(), evidence.start().budget(), HttpAnswer::ok)
                .ok();
    }

    private static String said(HttpAnswer answer) {
        if (answer.status() == 0) {
            return answer.problem();
        }
        String text = answer.text().strip().replaceAll("\\s+", " ");
        return answer.status() + " " + (text.length() <= 160 ? text : text.substring(0, 160) + "…");
    }

    private static String state(RunningContainer container) {
        ContainerState state = container.state();
        String log = container.log(LOG_BYTES).strip();
        return (state.running() ? "" : ": exit code " + state.exitCode())
                + (log.isEmpty() ? "" : "\n" + log);
    }
}
