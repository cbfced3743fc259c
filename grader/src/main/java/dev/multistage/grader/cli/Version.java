package dev.multistage.grader.cli;

import picocli.CommandLine;

/** The grader's version, from its jar. */
final class Version implements CommandLine.IVersionProvider {

    static String number() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "grade " + number() + " (Java " + System.getProperty("java.version") + ")"
        };
    }
}
