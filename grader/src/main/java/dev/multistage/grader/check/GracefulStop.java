package dev.multistage.grader.check;

import dev.multistage.grader.container.RunningContainer;
import java.time.Duration;
import java.util.Locale;

/**
 * Demands that the program ends by itself after SIGTERM.
 *
 * @param seconds within which time; 5 if not given
 */
@Describes(
        name = "graceful-stop",
        reference = "T24",
        summary = "The program ends by itself within five seconds of SIGTERM.",
        failures = {
            @Failure(
                    code = "ignores-sigterm",
                    title = "The program does not end on SIGTERM",
                    why =
                            "docker stop and every orchestrator send SIGTERM first. A program that"
                                    + " does not react is killed, with all requests in flight."),
            @Failure(
                    code = "slow-stop",
                    title = "The program takes long to stop",
                    why = "Every update of a service waits for the slowest of its containers."),
            @Failure(
                    code = "dirty-stop",
                    title = "The program stops with an error",
                    why =
                            "An exit code other than 0 or 143 looks like a crash to whatever supervises"
                                    + " the container.")
        })
public record GracefulStop(Integer seconds) implements ContainerCheck {

    /** How long to wait before killing: what docker stop grants. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    public GracefulStop {
        seconds = seconds == null || seconds == 0 ? 5 : seconds;
        if (seconds < 0 || seconds > 10) {
            throw new IllegalArgumentException("\"seconds\" lies between 0 and 10, not " + seconds);
        }
    }

    @Override
    public String requirement() {
        return "stops within " + seconds + " s of SIGTERM";
    }

    @Override
    public int turn() {
        return 100;
    }

    @Override
    public Outcome examine(ContainerEvidence evidence) throws InterruptedException {
        RunningContainer.Stop stop = evidence.container().stop(PATIENCE);
        String took = String.format(Locale.ROOT, "%.1f s", stop.took().toMillis() / 1e3);
        if (stop.killed()) {
            return failed(
                    "ignores-sigterm",
                    "still running " + took + " after SIGTERM, then killed",
                    evidence);
        }
        if (stop.took().compareTo(Duration.ofSeconds(seconds)) > 0) {
            return failed("slow-stop", "ended after " + took, evidence);
        }
        // 143 = 128 + SIGTERM: ended by the signal itself
        if (stop.exitCode() != 0 && stop.exitCode() != 143) {
            return failed(
                    "dirty-stop", "exit code " + stop.exitCode() + " after " + took, evidence);
        }
        return Outcome.passed(took + ", exit code " + stop.exitCode());
    }

    private Outcome failed(String code, String observed, ContainerEvidence evidence) {
        return Outcome.failed(code)
                .observed(observed)
                .expected(requirement() + " with exit code 0 or 143")
                .at(EntryProgram.places(evidence.image()))
                .next(
                        "Start the program itself in exec form (CMD [\"program\"]), without a shell or"
                                + " npm around it: the app handles SIGTERM when it receives it.");
    }
}
