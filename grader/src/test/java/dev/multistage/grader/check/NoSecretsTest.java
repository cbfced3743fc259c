package dev.multistage.grader.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.image.ContentKind;
import dev.multistage.grader.image.Secret;
import dev.multistage.grader.image.Secret.Encoding;
import dev.multistage.grader.image.Secret.Match;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoSecretsTest {

    private static final Secret TOKEN = new Secret("the planted secret", "0123456789abcdef");

    private static Outcome examine(Match... matches) {
        return new NoSecrets()
                .examine(
                        Evidence.of("FROM scratch\nCOPY /app /app\n")
                                .file("/app/.env", 40, ContentKind.Simple.TEXT)
                                .secrets(List.of(matches))
                                .image());
    }

    @Test
    void passesAnImageWithoutIt() {
        assertEquals(Outcome.Status.PASSED, examine().status());
    }

    @Test
    void failsWhenALayerHoldsItAndNamesTheLine() {
        Outcome outcome = examine(new Match(TOKEN, Encoding.PLAIN, "/app/.env", 0, false));
        assertEquals("secret-in-layer", outcome.code());
        assertEquals("the planted secret is in /app/.env, from line 2", outcome.observed());
        assertEquals(2, outcome.where().get(0).line());
        assertFalse(outcome.toString().contains(TOKEN.text()), "reports never show a secret");
    }

    @Test
    void saysInWhichFormItIsThere() {
        Outcome outcome = examine(new Match(TOKEN, Encoding.BASE64, "/app/x.gz", 0, true));
        assertTrue(
                outcome.observed()
                        .startsWith("the planted secret, as Base64, inside of a packed file is in"),
                outcome.observed());
    }

    @Test
    void failsWhenOnlyTheConfigurationHoldsIt() {
        Outcome outcome = examine(new Match(TOKEN, Encoding.PLAIN, "", -1, false));
        assertEquals("secret-in-config", outcome.code());
        assertEquals("the planted secret is in the image's configuration", outcome.observed());
    }
}
