package dev.multistage.grader.image;

/** Versions that are numbers with dots between them. */
final class Versions {

    private Versions() {}

    /**
     * Compares number by number, so that 2.9 is older than 2.34; an empty version is the oldest.
     */
    static int compare(String one, String other) {
        String[] left = one.split("\\.");
        String[] right = other.split("\\.");
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int order = Integer.compare(part(left, i), part(right, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int part(String[] parts, int i) {
        return i < parts.length && parts[i].matches("[0-9]{1,9}") ? Integer.parseInt(parts[i]) : -1;
    }
}
