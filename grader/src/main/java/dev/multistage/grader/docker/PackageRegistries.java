package dev.multistage.grader.docker;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where this user's package clients fetch from. Builds fetch from the same places inside their
 * containers, so a place that cannot be reached from here is worth a warning. No address is known
 * here: the clients are asked for theirs.
 */
final class PackageRegistries {

    private static final Map<String, List<String>> QUESTIONS = questions();

    private final Programs programs;

    PackageRegistries(Programs programs) {
        this.programs = programs;
    }

    private static Map<String, List<String>> questions() {
        Map<String, List<String>> questions = new LinkedHashMap<>();
        questions.put(
                "Debian packages",
                List.of(
                        "apt-get",
                        "indextargets",
                        "--format",
                        "$(REPO_URI)",
                        "Created-By: Packages"));
        questions.put("Go modules", List.of("go", "env", "GOPROXY"));
        questions.put("npm", List.of("npm", "config", "get", "registry"));
        questions.put("Python packages", List.of("pip3", "config", "get", "global.index-url"));
        return questions;
    }

    /** Returns the first address of every client that is here and names one. */
    Map<String, URI> addresses() throws InterruptedException {
        Map<String, URI> found = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> question : QUESTIONS.entrySet()) {
            List<String> said = new ArrayList<>();
            if (Programs.find(question.getValue().get(0)).isPresent()
                    && programs.run(question.getValue(), said::add) == 0) {
                said.stream()
                        .flatMap(line -> List.of(line.strip().split("[,|]")).stream())
                        .filter(text -> text.matches("https?://[^/ ]+.*"))
                        .findFirst()
                        .ifPresent(text -> found.put(question.getKey(), URI.create(text)));
            }
        }
        return found;
    }
}
