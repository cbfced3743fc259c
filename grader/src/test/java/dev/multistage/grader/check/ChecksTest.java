package dev.multistage.grader.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ChecksTest {

    @Test
    void everyCheckSaysWhatItIs() {
        Checks.types()
                .forEach(
                        (name, type) -> {
                            Describes check = Checks.describe(type);
                            assertTrue(name.matches("[a-z]+(-[a-z]+)*"), name);
                            assertTrue(check.reference().matches("T(0[1-9]|1[0-9]|2[0-5])"), name);
                            assertTrue(check.summary().endsWith("."), name);
                            assertTrue(check.failures().length > 0, name);
                            for (Failure failure : check.failures()) {
                                assertTrue(
                                        failure.code().matches("[a-z0-9]+(-[a-z0-9]+)*"),
                                        failure.code());
                                assertFalse(failure.title().endsWith("."), failure.title());
                                assertTrue(failure.why().endsWith("."), failure.why());
                            }
                        });
    }

    @Test
    void aCodeBelongsToOneCheck() {
        Map<String, List<String>> owners = new TreeMap<>();
        Checks.types()
                .forEach(
                        (name, type) -> {
                            for (Failure failure : Checks.describe(type).failures()) {
                                owners.computeIfAbsent(failure.code(), c -> new ArrayList<>())
                                        .add(name);
                            }
                        });
        owners.values().removeIf(names -> names.size() == 1);
        assertEquals(Map.of(), owners);
    }

    @Test
    void everyPermittedClassIsFound() {
        int permitted = 0;
        for (Class<?> family : Check.class.getPermittedSubclasses()) {
            permitted += family.getPermittedSubclasses().length;
        }
        assertEquals(
                permitted,
                new TreeSet<>(Checks.types().values().stream().map(Class::getName).toList())
                        .size());
    }
}
