package dev.multistage.grader.image;

/** What a leftover is good for, and so when it should have stayed behind. */
public enum LeftoverCategory {
    /** Compilers, linkers and other programs that make programs. */
    TOOLCHAIN("toolchain"),
    /** What only a compiler reads: headers, static libraries. */
    DEVELOPMENT_FILE("development-file"),
    /**
     * Tools that install packages: npm, yarn, pip and the like. Whether one is needed is arguable.
     */
    PACKAGE_MANAGER("package-manager"),
    /** Downloads and build results that a package manager keeps for the next time. */
    PACKAGE_CACHE("package-cache"),
    /** Lists of the packages that could be installed. */
    PACKAGE_INDEX("package-index"),
    /** Packages that the project declares as needed for development only. */
    DEV_DEPENDENCY("dev-dependency"),
    /** What a compiler read or wrote on the way to the program. */
    SOURCE("source"),
    /** Tests of the project. */
    TEST("test"),
    /** A Git repository or another one. */
    VERSION_CONTROL("version-control"),
    /** Files for the people and tools that work on the project. */
    PROJECT_FILE("project-file"),
    /** Manuals. */
    DOCUMENTATION("documentation"),
    /** The part of a program that only a debugger reads. */
    DEBUG_SYMBOLS("debug-symbols"),
    /** The second and further copies of one content. */
    DUPLICATE("duplicate");

    private final String label;

    LeftoverCategory(String label) {
        this.label = label;
    }

    /** Returns the name used in reports: lower case, words joined by hyphens. */
    public String label() {
        return label;
    }
}
