package dev.multistage.grader.advice;

import dev.multistage.grader.dockerfile.ImageReference;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Releases that get no more fixes. The dates are the months that endoflife.date gives, which
 * collects the projects' own schedules; some were planned when they were written down. Nothing is
 * looked up when this runs: releases that end after November 2026 are not listed yet. Debian's are
 * those of its long-term support, Ubuntu's those of its support for everybody.
 */
final class EndOfLife {

    private static final Map<String, String> RELEASES =
            Map.ofEntries(
                    Map.entry("debian 8", "June 2020"),
                    Map.entry("debian 9", "June 2022"),
                    Map.entry("debian 10", "June 2024"),
                    Map.entry("debian 11", "August 2026"),
                    Map.entry("ubuntu 14.04", "April 2019"),
                    Map.entry("ubuntu 16.04", "April 2021"),
                    Map.entry("ubuntu 18.04", "May 2023"),
                    Map.entry("ubuntu 20.04", "May 2025"),
                    Map.entry("ubuntu 20.10", "July 2021"),
                    Map.entry("ubuntu 21.04", "January 2022"),
                    Map.entry("ubuntu 21.10", "July 2022"),
                    Map.entry("ubuntu 22.10", "July 2023"),
                    Map.entry("ubuntu 23.04", "January 2024"),
                    Map.entry("ubuntu 23.10", "July 2024"),
                    Map.entry("ubuntu 24.10", "July 2025"),
                    Map.entry("ubuntu 25.04", "January 2026"),
                    Map.entry("ubuntu 25.10", "July 2026"),
                    Map.entry("alpine 3.3", "November 2017"),
                    Map.entry("alpine 3.4", "May 2018"),
                    Map.entry("alpine 3.5", "November 2018"),
                    Map.entry("alpine 3.6", "May 2019"),
                    Map.entry("alpine 3.7", "November 2019"),
                    Map.entry("alpine 3.8", "May 2020"),
                    Map.entry("alpine 3.9", "November 2020"),
                    Map.entry("alpine 3.10", "May 2021"),
                    Map.entry("alpine 3.11", "November 2021"),
                    Map.entry("alpine 3.12", "May 2022"),
                    Map.entry("alpine 3.13", "November 2022"),
                    Map.entry("alpine 3.14", "May 2023"),
                    Map.entry("alpine 3.15", "November 2023"),
                    Map.entry("alpine 3.16", "May 2024"),
                    Map.entry("alpine 3.17", "November 2024"),
                    Map.entry("alpine 3.18", "May 2025"),
                    Map.entry("alpine 3.19", "November 2025"),
                    Map.entry("alpine 3.20", "April 2026"),
                    Map.entry("alpine 3.21", "November 2026"),
                    Map.entry("centos 6", "November 2020"),
                    Map.entry("centos 7", "June 2024"),
                    Map.entry("centos 8", "December 2021"),
                    Map.entry("node 4", "April 2018"),
                    Map.entry("node 6", "April 2019"),
                    Map.entry("node 7", "June 2017"),
                    Map.entry("node 8", "December 2019"),
                    Map.entry("node 9", "June 2018"),
                    Map.entry("node 10", "April 2021"),
                    Map.entry("node 11", "June 2019"),
                    Map.entry("node 12", "April 2022"),
                    Map.entry("node 13", "June 2020"),
                    Map.entry("node 14", "April 2023"),
                    Map.entry("node 15", "June 2021"),
                    Map.entry("node 16", "September 2023"),
                    Map.entry("node 17", "June 2022"),
                    Map.entry("node 18", "April 2025"),
                    Map.entry("node 19", "June 2023"),
                    Map.entry("node 20", "April 2026"),
                    Map.entry("node 21", "June 2024"),
                    Map.entry("node 23", "June 2025"),
                    Map.entry("node 25", "June 2026"),
                    Map.entry("python 2", "January 2020"),
                    Map.entry("python 2.7", "January 2020"),
                    Map.entry("python 3.4", "March 2019"),
                    Map.entry("python 3.5", "September 2020"),
                    Map.entry("python 3.6", "December 2021"),
                    Map.entry("python 3.7", "June 2023"),
                    Map.entry("python 3.8", "October 2024"),
                    Map.entry("python 3.9", "October 2025"),
                    Map.entry("python 3.10", "October 2026"),
                    Map.entry("php 7.4", "November 2022"),
                    Map.entry("php 8.0", "November 2023"),
                    Map.entry("php 8.1", "December 2025"),
                    Map.entry("ruby 3.0", "April 2024"),
                    Map.entry("ruby 3.1", "March 2025"),
                    Map.entry("ruby 3.2", "March 2026"));

    private static final Map<String, String> CODENAMES =
            Map.ofEntries(
                    Map.entry("jessie", "debian 8"),
                    Map.entry("stretch", "debian 9"),
                    Map.entry("buster", "debian 10"),
                    Map.entry("bullseye", "debian 11"),
                    Map.entry("trusty", "ubuntu 14.04"),
                    Map.entry("xenial", "ubuntu 16.04"),
                    Map.entry("bionic", "ubuntu 18.04"),
                    Map.entry("focal", "ubuntu 20.04"),
                    Map.entry("groovy", "ubuntu 20.10"),
                    Map.entry("hirsute", "ubuntu 21.04"),
                    Map.entry("impish", "ubuntu 21.10"),
                    Map.entry("kinetic", "ubuntu 22.10"),
                    Map.entry("lunar", "ubuntu 23.04"),
                    Map.entry("mantic", "ubuntu 23.10"),
                    Map.entry("oracular", "ubuntu 24.10"),
                    Map.entry("plucky", "ubuntu 25.04"),
                    Map.entry("questing", "ubuntu 25.10"));

    /** Go supports its two newest releases; 1.27 of August 2026 ended 1.25. */
    private static final int OLDEST_GO = 26;

    private static final Pattern VERSION = Pattern.compile("^v?([0-9]+)(?:\\.([0-9]+))?");
    private static final Pattern ALPINE = Pattern.compile("alpine(3\\.[0-9]+)");
    private static final Pattern DISTROLESS = Pattern.compile("-debian(9|1[01])$");

    private EndOfLife() {}

    /** Returns a sentence about the release that an image stands on, if it gets no more fixes. */
    static Optional<String> of(ImageReference image) {
        String name = image.familiarName();
        Matcher distroless = DISTROLESS.matcher(name);
        if (PublicImages.distroless(image)) {
            return distroless.find() ? sentence("debian " + distroless.group(1)) : Optional.empty();
        }
        if (!PublicImages.official(image)) {
            return Optional.empty();
        }
        if (name.equals("openjdk")) {
            return Optional.of("the image openjdk is no longer maintained since July 2022");
        }
        String tag = PublicImages.tag(image);
        return version(name, tag).or(() -> system(tag));
    }

    private static Optional<String> version(String name, String tag) {
        Matcher version = VERSION.matcher(tag);
        if (!version.find()) {
            return Optional.empty();
        }
        String major = version.group(1);
        String minor = version.group(2) == null ? "" : version.group(2);
        if (name.equals("golang")) {
            boolean old =
                    major.equals("1")
                            && !minor.isEmpty()
                            && minor.length() < 3
                            && Integer.parseInt(minor) < OLDEST_GO;
            return old
                    ? Optional.of("Go 1." + minor + " gets no more security fixes")
                    : Optional.empty();
        }
        return sentence(name + " " + major + "." + minor).or(() -> sentence(name + " " + major));
    }

    private static Optional<String> system(String tag) {
        for (Map.Entry<String, String> codename : CODENAMES.entrySet()) {
            if ((tag + "-").contains(codename.getKey() + "-")) {
                return sentence(codename.getValue());
            }
        }
        Matcher alpine = ALPINE.matcher(tag);
        return alpine.find() ? sentence("alpine " + alpine.group(1)) : Optional.empty();
    }

    private static Optional<String> sentence(String release) {
        return Optional.ofNullable(RELEASES.get(release))
                .map(
                        date ->
                                Character.toUpperCase(release.charAt(0))
                                        + release.substring(1)
                                        + " gets no more security fixes since "
                                        + date);
    }
}
