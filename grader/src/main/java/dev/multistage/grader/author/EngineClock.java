package dev.multistage.grader.author;

import dev.multistage.grader.container.RunningContainer;
import dev.multistage.grader.docker.Engine;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures how long callers wait for an engine, its containers and its archives, to tell the
 * engine's share of a verification from the grader's own.
 */
public final class EngineClock {

    private final Engine engine;
    private final AtomicLong nanos = new AtomicLong();

    /**
     * @param engine the engine whose calls are measured
     */
    public EngineClock(Engine engine) {
        this.engine = engine;
    }

    /** Returns the engine; time spent in its calls is counted. */
    public Engine engine() {
        return timed(Engine.class, engine);
    }

    /** Returns how long all callers together have waited so far, in seconds. */
    public double seconds() {
        return nanos.get() / 1e9;
    }

    private <T> T timed(Class<T> type, T target) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> call(target, method, arguments)));
    }

    private Object call(Object target, Method method, Object[] arguments) throws Throwable {
        long began = System.nanoTime();
        Object result;
        try {
            result = method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        } finally {
            nanos.addAndGet(System.nanoTime() - began);
        }
        if (result instanceof RunningContainer container) {
            return timed(RunningContainer.class, container);
        }
        return result instanceof InputStream archive ? new TimedStream(archive) : result;
    }

    /** An archive from the engine: waiting for its bytes counts. */
    private final class TimedStream extends FilterInputStream {

        TimedStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            long began = System.nanoTime();
            try {
                return super.read();
            } finally {
                nanos.addAndGet(System.nanoTime() - began);
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            long began = System.nanoTime();
            try {
                return super.read(buffer, offset, length);
            } finally {
                nanos.addAndGet(System.nanoTime() - began);
            }
        }
    }
}
