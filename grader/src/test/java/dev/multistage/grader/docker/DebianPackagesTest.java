package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DebianPackagesTest {

    private static final List<String> ENGINE = List.of("docker.io");

    private final FakePrograms programs = new FakePrograms();
    private final List<String> heard = new ArrayList<>();

    @Test
    void installsWithoutFetchingListsThatAreThere() throws InterruptedException {
        programs.when("apt-cache policy", 0, "  Candidate: 20.10.24");

        install();

        assertTrue(programs.ran().stream().noneMatch(command -> command.endsWith(" update")));
        assertTrue(last().contains("install --no-install-recommends docker.io"), last());
    }

    @Test
    void fetchesMissingListsFirst() throws InterruptedException {
        programs.when("apt-cache policy", 0);

        install();

        assertTrue(programs.ran().get(1).endsWith(" update"));
    }

    @Test
    void fetchesOutdatedListsAndTriesAgain() throws InterruptedException {
        programs.when("apt-cache policy", 0, "  Candidate: 20.10.24");
        programs.once("install", 100, "E: Failed to fetch docker.io.deb  404  Not Found");

        install();

        assertTrue(programs.ran().get(2).endsWith(" update"));
        assertTrue(last().contains("install"));
    }

    @Test
    void waitsWhileAnotherAptGetHoldsTheLock() throws InterruptedException {
        programs.when("apt-cache policy", 0);
        programs.once(" update", 100, "E: Could not get lock /var/lib/apt/lists/lock. It is held");

        install();

        assertTrue(heard.contains("waiting for another apt-get to end"), heard.toString());
        assertEquals(2, programs.ran().stream().filter(c -> c.endsWith(" update")).count());
    }

    @Test
    void saysThatTheMirrorCannotBeReached() {
        programs.when("apt-get", 100, "E: Temporary failure resolving 'mirror'");

        EngineException failure = assertThrows(EngineException.class, this::install);

        assertTrue(failure.getMessage().contains("mirror cannot be reached"), failure.getMessage());
    }

    @Test
    void saysThatTheDiskIsFull() {
        programs.when("apt-get", 100, "E: You don't have enough free space in /var/cache/apt/");

        EngineException failure = assertThrows(EngineException.class, this::install);

        assertTrue(failure.getMessage().contains("disk is too full"), failure.getMessage());
    }

    @Test
    void passesOnWhatAptGetSaidOtherwise() {
        programs.when("apt-get", 100, "Reading package lists...", "E: Held packages were changed");

        EngineException failure = assertThrows(EngineException.class, this::install);

        assertTrue(failure.getMessage().endsWith("E: Held packages were changed"));
        assertEquals("Try it by hand: apt-get install docker.io", failure.remedy());
    }

    @Test
    void turnsTheStatusOfAptIntoOneBar() throws InterruptedException {
        programs.when("apt-cache policy", 0, "  Candidate: 20.10.24");
        programs.when(
                "install",
                0,
                "dlstatus:1:40.0:Retrieving file 1 of 3",
                "pmstatus:docker.io:60.0:Unpacking docker.io");
        List<Long> percents = new ArrayList<>();

        new DebianPackages(programs, 0).install(ENGINE, (what, done, total) -> percents.add(done));

        assertEquals(List.of(0L, 20L, 80L), percents);
    }

    @Test
    void leavesStandardOutputToTheScriptsOfPackages() throws InterruptedException {
        install();

        assertTrue(last().contains("APT::Status-Fd=3"), last());
        assertTrue(last().startsWith("sh -c exec \"$@\" 3>&1 sh apt-get"), last());
    }

    @Test
    void knowsWhatIsMissing() throws InterruptedException {
        programs.when("dpkg-query -W -f ${db:Status-Status}\n runc", 0, "installed");
        programs.when("dpkg-query", 1, "dpkg-query: no packages found matching docker.io");

        assertEquals(
                List.of("docker.io"),
                new DebianPackages(programs, 0).missing(List.of("runc", "docker.io")));
    }

    private void install() throws InterruptedException {
        new DebianPackages(programs, 0).install(ENGINE, (what, done, total) -> heard.add(what));
    }

    private String last() {
        return programs.ran().get(programs.ran().size() - 1);
    }
}
