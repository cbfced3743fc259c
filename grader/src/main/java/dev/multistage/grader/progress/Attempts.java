package dev.multistage.grader.progress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The attempts at one exercise. A file is read when its attempt is asked for. */
public final class Attempts {

    /** A larger file is none of ours. */
    private static final long MAX_BYTES = 32_000_000;

    private final String exercise;
    private final Map<Integer, Path> files;

    Attempts(String exercise, Map<Integer, Path> files) {
        this.exercise = exercise;
        this.files = files;
    }

    /** Returns the numbers of all attempts in order. */
    public List<Integer> numbers() {
        return List.copyOf(files.keySet());
    }

    /** Returns an attempt; empty if there is none of this number or if its file is damaged. */
    public Optional<Attempt> get(int number) {
        try {
            return Optional.of(read(number));
        } catch (StateException unusable) {
            return Optional.empty();
        }
    }

    /** Returns the last attempt that can be read. */
    public Optional<Attempt> last() {
        List<Integer> numbers = numbers();
        for (int i = numbers.size() - 1; i >= 0; i--) {
            Optional<Attempt> attempt = get(numbers.get(i));
            if (attempt.isPresent()) {
                return attempt;
            }
        }
        return Optional.empty();
    }

    /** Returns these attempts as far as they can be read. */
    public List<AttemptSummary> summaries(List<Integer> wanted) {
        return wanted.stream()
                .map(this::get)
                .flatMap(Optional::stream)
                .map(AttemptSummary::of)
                .toList();
    }

    /** Returns at most this many numbers, spread evenly, the first and the last among them. */
    public List<Integer> spread(int most) {
        List<Integer> all = numbers();
        if (all.size() <= most) {
            return all;
        }
        List<Integer> some = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            some.add(all.get((int) ((long) i * (all.size() - 1) / (most - 1))));
        }
        return some;
    }

    /** Reads an attempt. */
    Attempt read(int number) throws StateException {
        Path file = files.get(number);
        if (file == null) {
            throw StateException.damaged("there is no attempt " + number);
        }
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw StateException.damaged("it is larger than 32 MB");
            }
            return AttemptJson.read(exercise, number, Files.readAllBytes(file));
        } catch (IOException e) {
            throw StateException.damaged("it cannot be read");
        }
    }
}
