package dev.multistage.grader.docker;

/** A version of the Engine API, for example 1.41. */
record ApiVersion(int major, int minor) {

    /** Parses {@code 1.41}; what is no version becomes 0.0. */
    static ApiVersion parse(String text) {
        String[] parts = text.split("\\.", -1);
        try {
            return new ApiVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException notAVersion) {
            return new ApiVersion(0, 0);
        }
    }

    boolean atLeast(int otherMajor, int otherMinor) {
        return major > otherMajor || (major == otherMajor && minor >= otherMinor);
    }
}
