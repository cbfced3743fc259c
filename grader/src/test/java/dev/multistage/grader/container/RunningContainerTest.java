package dev.multistage.grader.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunningContainerTest {

    /** A server that needs half a second for each answer, whatever the answer is. */
    private static final Duration NEEDS = Duration.ofMillis(500);

    @Test
    void keepsTheTrueAnswerWhenTheTimeRunsOutDuringARequest() throws Exception {
        RunningContainer slow = container(503);

        HttpAnswer last = slow.await("/health", Duration.ofMillis(50), HttpAnswer::ok);

        assertEquals(503, last.status());
    }

    @Test
    void stopsAskingAtTheAnswerThatIsWaitedFor() throws Exception {
        RunningContainer healthy = container(200);

        HttpAnswer last = healthy.await("/health", Duration.ofHours(1), HttpAnswer::ok);

        assertEquals(200, last.status());
    }

    private static RunningContainer container(int status) {
        InvocationHandler handler =
                (proxy, method, arguments) -> {
                    if (method.isDefault()) {
                        return InvocationHandler.invokeDefault(proxy, method, arguments);
                    }
                    if (method.getName().equals("request")) {
                        Duration timeout = (Duration) arguments[4];
                        boolean inTime = timeout.compareTo(NEEDS) >= 0;
                        return new HttpAnswer(
                                inTime ? status : 0,
                                Map.of(),
                                new byte[0],
                                inTime ? NEEDS : timeout,
                                inTime ? "" : "no answer");
                    }
                    return new ContainerState(true, 0, false, "");
                };
        return (RunningContainer)
                Proxy.newProxyInstance(
                        RunningContainer.class.getClassLoader(),
                        new Class<?>[] {RunningContainer.class},
                        handler);
    }
}
