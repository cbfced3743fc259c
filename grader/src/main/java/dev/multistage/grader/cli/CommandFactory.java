package dev.multistage.grader.cli;

import java.lang.reflect.Constructor;
import picocli.CommandLine;

/** Makes commands that take the session in their constructor. */
final class CommandFactory implements CommandLine.IFactory {

    private final Session session;

    CommandFactory(Session session) {
        this.session = session;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1
                    && constructor.getParameterTypes()[0] == Session.class) {
                return type.cast(constructor.newInstance(session));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }
}
