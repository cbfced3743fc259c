package dev.multistage.grader.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The table of all checks and codes, read from the check classes themselves. */
public final class Checks {

    private Checks() {}

    /** Returns the check classes by name, sorted. */
    public static Map<String, Class<? extends Check>> types() {
        Map<String, Class<? extends Check>> types = new TreeMap<>();
        for (Class<?> family : Check.class.getPermittedSubclasses()) {
            for (Class<?> type : family.getPermittedSubclasses()) {
                Class<? extends Check> check = type.asSubclass(Check.class);
                types.put(describe(check).name(), check);
            }
        }
        return types;
    }

    /**
     * Returns the check classes by name that a person may mean by a check's name, the code of a
     * failure or a reference number; none if there is no such word.
     */
    public static Map<String, Class<? extends Check>> meantBy(String word) {
        Map<String, Class<? extends Check>> meant = new TreeMap<>(types());
        meant.values()
                .removeIf(
                        type -> {
                            Describes check = describe(type);
                            return !check.name().equalsIgnoreCase(word)
                                    && !check.reference().equalsIgnoreCase(word)
                                    && Arrays.stream(check.failures())
                                            .noneMatch(f -> f.code().equalsIgnoreCase(word));
                        });
        return meant;
    }

    /** Returns what a check class says of itself. */
    public static Describes describe(Class<? extends Check> type) {
        Describes description = type.getAnnotation(Describes.class);
        if (description == null) {
            throw new IllegalStateException(type.getName() + " has no @Describes");
        }
        return description;
    }

    /**
     * Returns the family of a check class: {@code Dockerfile}, {@code context}, {@code build},
     * {@code image}, {@code container}, {@code rebuild}, {@code deployment} or {@code answer}.
     */
    public static String family(Class<? extends Check> type) {
        if (DockerfileCheck.class.isAssignableFrom(type)) {
            return "Dockerfile";
        }
        if (ContextCheck.class.isAssignableFrom(type)) {
            return "context";
        }
        if (BuildCheck.class.isAssignableFrom(type)) {
            return "build";
        }
        if (DeploymentCheck.class.isAssignableFrom(type)) {
            return "deployment";
        }
        if (AnswerCheck.class.isAssignableFrom(type)) {
            return "answer";
        }
        if (RebuildCheck.class.isAssignableFrom(type)) {
            return "rebuild";
        }
        return ImageCheck.class.isAssignableFrom(type) ? "image" : "container";
    }

    /** Returns all codes of all checks. */
    public static List<String> codes() {
        List<String> codes = new ArrayList<>();
        for (Class<? extends Check> type : types().values()) {
            for (Failure failure : describe(type).failures()) {
                codes.add(failure.code());
            }
        }
        return codes.stream().distinct().sorted().toList();
    }

    /** Returns what a check says of one of its codes. */
    public static Failure failure(Check check, String code) {
        for (Failure failure : check.description().failures()) {
            if (failure.code().equals(code)) {
                return failure;
            }
        }
        throw new IllegalStateException(
                check.description().name() + " does not declare the code " + code);
    }
}
