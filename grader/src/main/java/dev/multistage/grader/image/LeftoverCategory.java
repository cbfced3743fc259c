package dev.multistage.grader.image;

/** What a leftover is good for, and so when it should have stayed behind. */
public enum LeftoverCategory {
    /** Compilers, linkers and other programs that make programs. */
    TOOLCHAIN("toolchain", 1),
    /** What only a compiler reads: headers, static libraries. */
    DEVELOPMENT_FILE("development-file", 65_536),
    /**
     * Tools that install packages: npm, yarn, pip and the like. Whether one is needed is arguable.
     */
    PACKAGE_MANAGER("package-manager", 65_536),
    /** Downloads and build results that a package manager keeps for the next time. */
    PACKAGE_CACHE("package-cache", 65_536),
    /** Lists of the packages that could be installed. */
    PACKAGE_INDEX("package-index", 65_536),
    /** Packages that the project declares as needed for development only. */
    DEV_DEPENDENCY("dev-dependency", 1),
    /** What a compiler read or wrote on the way to the program. */
    SOURCE("source", 1),
    /** Tests of the project. */
    TEST("test", 1),
    /** A Git repository or another one. */
    VERSION_CONTROL("version-control", 1),
    /** Files for the people and tools that work on the project. */
    PROJECT_FILE("project-file", 1),
    /** Manuals. */
    DOCUMENTATION("documentation", 65_536),
    /** The part of a program that only a debugger reads. */
    DEBUG_SYMBOLS("debug-symbols", 65_536),
    /** The second and further copies of one content. */
    DUPLICATE("duplicate", 65_536);

    private final String label;
    private final long fewestBytes;

    LeftoverCategory(String label, long fewestBytes) {
        this.label = label;
        this.fewestBytes = fewestBytes;
    }

    /**
     * Returns how many bytes one kind must have in a layer to count. The right commands leave a few
     * kilobytes behind, too: {@code npm cache clean} its log, {@code apt-get clean} a lock.
     */
    public long fewestBytes() {
        return fewestBytes;
    }

    /** Returns the name used in reports: lower case, words joined by hyphens. */
    public String label() {
        return label;
    }
}
