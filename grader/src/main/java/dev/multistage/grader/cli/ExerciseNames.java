package dev.multistage.grader.cli;

import java.util.Iterator;

/**
 * What a shell completes where a command takes an exercise. Only arguments in a group name it
 * themselves: all others are told by {@link CompletionCommand}.
 */
final class ExerciseNames implements Iterable<String> {

    private final Session session;

    ExerciseNames(Session session) {
        this.session = session;
    }

    @Override
    public Iterator<String> iterator() {
        return session.catalogue().ids().stream().map(Object::toString).iterator();
    }
}
