package dev.multistage.grader.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExerciseIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exercise-3",
                "exercise-03",
                "3",
                "03",
                "Exercise-3",
                "exercise-03-static-go-binary",
                "exercises/exercise-03-static-go-binary/",
                " exercise 3 "
            })
    void readsWhatPeopleType(String typed) {
        assertEquals(Optional.of(new ExerciseId(3)), ExerciseId.parse(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "exercise", "exercise-", "0", "static-go-binary", "-3", "3.5"})
    void readsNothingElse(String typed) {
        assertTrue(ExerciseId.parse(typed).isEmpty());
    }

    @Test
    void isWrittenWithoutZero() {
        assertEquals("exercise-3", new ExerciseId(3).toString());
    }
}
