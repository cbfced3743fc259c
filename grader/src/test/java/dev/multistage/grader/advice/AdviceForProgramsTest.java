package dev.multistage.grader.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.grading.SchemaCheck;
import dev.multistage.grader.report.JsonAdvice;
import dev.multistage.grader.report.SarifAdvice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Advice as JSON and as SARIF. */
class AdviceForProgramsTest {

    private static List<Advice> allOfTheCorpus() {
        List<Advice> advice = new ArrayList<>();
        for (CorpusCase one : CorpusCase.all()) {
            advice.addAll(
                    Advisor.advise(one.dockerfile(), one.name() + "/Dockerfile", one.context()));
        }
        return advice;
    }

    @Test
    void allThatTheCorpusBringsForthFitsTheSchemas() {
        List<Advice> advice = allOfTheCorpus();
        String json = new JsonAdvice("0.1.0").render(List.of("Dockerfile"), advice);
        assertEquals("", SchemaCheck.problems(json, "advice-v1.schema.json"));
        assertEquals("", SchemaCheck.sarifProblems(new SarifAdvice("0.1.0").render(advice)));
    }

    @Test
    void sarifHasEveryPieceOfAdviceAndEachRuleOnce() throws IOException {
        List<Advice> advice = allOfTheCorpus();
        JsonNode run =
                new ObjectMapper().readTree(new SarifAdvice("0.1.0").render(advice)).at("/runs/0");
        assertEquals(advice.size(), run.path("results").size());
        List<String> rules = run.at("/tool/driver/rules").findValuesAsText("id");
        assertEquals(advice.stream().map(Advice::name).distinct().toList(), rules);
        for (JsonNode result : run.path("results")) {
            assertEquals(
                    result.path("ruleId").asText(), rules.get(result.path("ruleIndex").asInt()));
        }
    }

    @Test
    void offersNoLinkThatADockerfileMadeUp() throws IOException {
        Dockerfile file =
                Dockerfile.parse("FROM alpine:3.23\nRUN apk add [curl](https://example.com/)\n");
        List<Advice> advice = Advisor.advise(file, "odd: [name](x)/Dockerfile", Optional.empty());
        JsonNode results =
                new ObjectMapper()
                        .readTree(new SarifAdvice("0.1.0").render(advice))
                        .at("/runs/0/results");
        assertEquals(advice.size(), results.size());
        for (JsonNode result : results) {
            assertEquals(-1, result.at("/message/text").asText().indexOf("]("));
            assertEquals(
                    "odd%3A%20%5Bname%5D%28x%29/Dockerfile",
                    result.at("/locations/0/physicalLocation/artifactLocation/uri").asText());
        }
    }
}
