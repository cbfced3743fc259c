package dev.multistage.grader.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.multistage.grader.container.ComposeReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Compose file in its normal form ({@code docker compose config --format json}), and the one that
 * is started in its place: what concerns the app is taken over, what concerns the machine is the
 * grader's. The file is a stranger's, so everything that is not known here is refused.
 */
final class ComposeModel {

    /** Taken over as it is. */
    private static final Set<String> KEPT =
            Set.of(
                    "command",
                    "entrypoint",
                    "environment",
                    "healthcheck",
                    "restart",
                    "stop_grace_period",
                    "stop_signal",
                    "read_only",
                    "tmpfs",
                    "user",
                    "working_dir",
                    "init",
                    "container_name",
                    "ulimits");

    /** Left out without a word: the grader has its own, or they change nothing here. */
    private static final Set<String> REPLACED =
            Set.of(
                    "image",
                    "ports",
                    "expose",
                    "networks",
                    "labels",
                    "annotations",
                    "logging",
                    "hostname",
                    "cap_drop",
                    "security_opt",
                    "pull_policy",
                    "platform",
                    "mem_reservation",
                    "memswap_limit",
                    "scale",
                    "depends_on",
                    "profiles",
                    "mem_limit",
                    "cpus",
                    "pids_limit",
                    "deploy",
                    "volumes");

    /** A longer grace period than this is not waited for. */
    private static final Duration LONGEST_GRACE = Duration.ofSeconds(30);

    private static final long MEMORY = 512_000_000;
    private static final int PROCESSES = 256;
    private static final Pattern PART = Pattern.compile("([0-9.]+)(h|ms|m|s|us|µs|ns)");

    private final String name;
    private final JsonNode service;
    private final ComposeReading reading;

    private ComposeModel(String name, JsonNode service, ComposeReading reading) {
        this.name = name;
        this.service = service;
        this.reading = reading;
    }

    /** Reads a normal form. */
    static ComposeModel of(JsonNode project) {
        JsonNode services = project.path("services");
        if (services.size() != 1) {
            return broken("it has " + services.size() + " services, and the app is one");
        }
        Map.Entry<String, JsonNode> only = services.fields().next();
        JsonNode service = only.getValue();
        ComposeReading reading =
                new ComposeReading(
                        "",
                        service.path("image").asText(""),
                        forbidden(project, service),
                        unscalable(service),
                        service.path("healthcheck").path("interval").asText(""));
        return new ComposeModel(only.getKey(), service, reading);
    }

    /** A file that Compose does not take. */
    static ComposeModel broken(String problem) {
        return new ComposeModel("", EngineHttp.JSON.nullNode(), ComposeReading.broken(problem));
    }

    /** A file that Compose is not shown. */
    static ComposeModel refused(String why) {
        return new ComposeModel("", EngineHttp.JSON.nullNode(), ComposeReading.refused(why));
    }

    String service() {
        return name;
    }

    ComposeReading reading() {
        return reading;
    }

    /** Returns whether a limit stands in the file; otherwise the grader's own applies. */
    boolean limits(String plain, String deployed) {
        return value(plain, deployed) > 0;
    }

    /** Returns a limit of the file in bytes, processors or processes; 0 if there is none. */
    private double value(String plain, String deployed) {
        JsonNode there = given(service.path(plain)) ? service.path(plain) : limits().path(deployed);
        try {
            return Double.parseDouble(there.asText("0"));
        } catch (NumberFormatException noNumber) {
            return 0;
        }
    }

    private JsonNode limits() {
        return service.path("deploy").path("resources").path("limits");
    }

    private static List<String> forbidden(JsonNode project, JsonNode service) {
        List<String> forbidden = new ArrayList<>();
        for (String part : List.of("configs", "secrets", "volumes", "models")) {
            if (!project.path(part).isEmpty()) {
                forbidden.add(part);
            }
        }
        Iterator<Map.Entry<String, JsonNode>> keys = service.fields();
        while (keys.hasNext()) {
            Map.Entry<String, JsonNode> key = keys.next();
            boolean known = KEPT.contains(key.getKey()) || REPLACED.contains(key.getKey());
            if (!known && given(key.getValue()) && !key.getKey().startsWith("x-")) {
                forbidden.add(key.getKey());
            }
        }
        for (JsonNode volume : service.path("volumes")) {
            if (!volume.path("type").asText().equals("tmpfs")) {
                forbidden.add("a " + volume.path("type").asText("") + " volume");
            }
        }
        return forbidden.stream().distinct().toList();
    }

    private static String unscalable(JsonNode service) {
        String name = service.path("container_name").asText("");
        if (!name.isEmpty()) {
            return "container_name: " + name + " can be given to one container only";
        }
        for (JsonNode port : service.path("ports")) {
            String published = port.path("published").asText("");
            if (!published.isEmpty() && !published.contains("-") && !published.equals("0")) {
                return "port "
                        + published
                        + " of the host, under \"ports\", can be published by one container only";
            }
        }
        return "";
    }

    private static boolean given(JsonNode value) {
        return !value.isMissingNode()
                && !value.isNull()
                && !(value.isContainerNode() && value.isEmpty())
                && !(value.isBoolean() && !value.asBoolean());
    }

    /**
     * Returns the file that is started.
     *
     * @param image what the service runs
     * @param port port of the app, published on a free port of {@code publishOn}
     * @param labels labels of the container and of its network
     */
    String hardened(String image, int port, String publishOn, Map<String, String> labels) {
        ObjectNode own = EngineHttp.JSON.createObjectNode();
        service.fields()
                .forEachRemaining(
                        key -> {
                            if (KEPT.contains(key.getKey()) && given(key.getValue())) {
                                own.set(key.getKey(), key.getValue());
                            }
                        });
        takeOverDeploy(own);
        takeOverMounts(own);
        limit(own, "mem_limit", "memory", LongNode.valueOf(MEMORY));
        limit(own, "cpus", "cpus", DoubleNode.valueOf(1.0));
        limit(own, "pids_limit", "pids", IntNode.valueOf(PROCESSES));
        if (own.has("stop_grace_period")
                && seconds(own.path("stop_grace_period").asText()) > LONGEST_GRACE.toSeconds()) {
            own.put("stop_grace_period", LONGEST_GRACE.toSeconds() + "s");
        }
        own.put("image", image).put("pull_policy", "never");
        own.putArray("cap_drop").add("ALL");
        own.putArray("security_opt").add("no-new-privileges");
        own.putArray("dns").add("127.0.0.1");
        own.putArray("ports")
                .addObject()
                .put("target", port)
                .put("host_ip", publishOn)
                .put("protocol", "tcp");
        own.set("labels", EngineHttp.JSON.valueToTree(labels));
        ObjectNode project = EngineHttp.JSON.createObjectNode();
        project.putObject("services").set(name, own);
        ObjectNode network = project.putObject("networks").putObject("default");
        network.putObject("driver_opts")
                .put("com.docker.network.bridge.enable_ip_masquerade", "false");
        network.set("labels", EngineHttp.JSON.valueToTree(labels));
        // Compose has escaped the dollar signs of its normal form
        return project.toString();
    }

    private void takeOverDeploy(ObjectNode own) {
        JsonNode policy = service.path("deploy").path("restart_policy");
        if (given(policy)) {
            own.putObject("deploy").set("restart_policy", policy);
        }
    }

    /**
     * Sets a limit: the file's, unless it is none or more than the grader's. It stands in one place
     * only, for Compose refuses one that stands in both with two values.
     */
    private void limit(ObjectNode own, String plain, String deployed, JsonNode most) {
        double wanted = value(plain, deployed);
        boolean lower = wanted > 0 && wanted <= most.asDouble();
        JsonNode there = given(service.path(plain)) ? service.path(plain) : limits().path(deployed);
        own.set(plain, lower ? there : most);
    }

    private void takeOverMounts(ObjectNode own) {
        if (given(service.path("volumes"))) {
            own.set("volumes", service.path("volumes"));
        }
    }

    /** Returns the seconds of a duration as Go writes it: {@code 1m30s}; 0 if it is none. */
    static double seconds(String duration) {
        double seconds = 0;
        Matcher part = PART.matcher(duration);
        while (part.find()) {
            double value = Double.parseDouble(part.group(1));
            seconds +=
                    switch (part.group(2)) {
                        case "h" -> value * 3600;
                        case "m" -> value * 60;
                        case "s" -> value;
                        case "ms" -> value / 1e3;
                        default -> 0;
                    };
        }
        return seconds;
    }
}
