package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.docker.EngineAttempt.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineSetupTest {

    private static final Machine DEBIAN_ROOT =
            new Machine("Linux", "debian", true, true, true, false);

    @TempDir Path folder;

    private final FakePrograms programs = new FakePrograms();
    private final List<List<String>> asked = new ArrayList<>();
    private Result socket = Result.NO_SOCKET;
    private Map<String, String> environment = Map.of();
    private boolean consents = true;

    @Test
    void runsNothingWhereAnEngineAnswers() throws InterruptedException {
        socket = Result.ANSWERED;

        assertEquals("default socket", setup(DEBIAN_ROOT).ensure().origin());
        assertTrue(programs.ran().isEmpty());
    }

    @Test
    void startsAnInstalledEngineThroughSystemd() throws InterruptedException {
        socket = Result.REFUSED;
        answersAfter("systemctl start docker");

        setup(DEBIAN_ROOT).ensure();

        assertTrue(programs.ran().contains("systemctl start docker"));
        assertTrue(asked.isEmpty(), "nothing is installed, so nobody is asked");
    }

    @Test
    void installsAndStartsWhereThereIsNoEngine() throws InterruptedException {
        notInstalled();
        answersAfter("systemctl start docker");

        setup(DEBIAN_ROOT).ensure();

        assertEquals(List.of(DebianPackages.ENGINE), asked);
        assertTrue(
                programs.ran().stream()
                        .anyMatch(c -> c.contains("install") && c.contains("docker.io")));
    }

    @Test
    void installsNothingWhenRefused() {
        notInstalled();
        consents = false;

        EngineException failure =
                assertThrows(EngineException.class, () -> setup(DEBIAN_ROOT).ensure());

        assertTrue(failure.getMessage().contains("refused"), failure.getMessage());
        assertEquals("Install it yourself: apt-get install docker.io", failure.remedy());
        assertTrue(programs.ran().stream().noneMatch(command -> command.contains("apt-get")));
    }

    @Test
    void neverReplacesAnEngineThatTheUserChose() {
        environment = Map.of("DOCKER_HOST", "tcp://build-server:2376");

        EngineException failure =
                assertThrows(EngineException.class, () -> setup(DEBIAN_ROOT).ensure());

        assertTrue(failure.getMessage().contains("DOCKER_HOST"), failure.getMessage());
        assertTrue(failure.remedy().contains("unset DOCKER_HOST"), failure.remedy());
        assertTrue(programs.ran().isEmpty());
    }

    @Test
    void tellsAUserWithoutRightsToJoinTheGroup() {
        socket = Result.PERMISSION_DENIED;

        EngineException failure =
                assertThrows(EngineException.class, () -> setup(user("debian", true)).ensure());

        assertTrue(failure.remedy().contains("usermod -aG docker"), failure.remedy());
    }

    @Test
    void tellsAUserWithoutRootToLetGradeInstall() {
        notInstalled();

        EngineException failure =
                assertThrows(EngineException.class, () -> setup(user("ubuntu", true)).ensure());

        assertTrue(failure.remedy().contains("sudo ./grade setup"), failure.remedy());
    }

    @Test
    void namesThePackageOfOtherSystems() {
        Map.of("fedora", "dnf install", "arch", "pacman -S", "alpine", "apk add")
                .forEach(
                        (distribution, command) -> {
                            notInstalled();
                            EngineException failure =
                                    assertThrows(
                                            EngineException.class,
                                            () -> setup(user(distribution, false)).ensure());
                            assertTrue(failure.remedy().contains(command), failure.remedy());
                        });
    }

    @Test
    void namesTheProductsForMacAndWindows() {
        Machine mac = new Machine("Mac OS X", "", false, false, false, false);
        Machine windows = new Machine("Windows 11", "", false, false, false, false);
        Machine wsl = new Machine("Linux", "ubuntu", true, false, false, true);

        assertTrue(EngineAdvice.remedy(mac, false).contains("colima start"));
        assertTrue(EngineAdvice.remedy(windows, false).contains("WSL"));
        assertTrue(EngineAdvice.remedy(wsl, false).contains("WSL integration"));
    }

    @Test
    void passesOnWhySystemdCouldNotStartIt() {
        socket = Result.REFUSED;
        programs.when("systemctl", 1, "Job for docker.service failed because of a dependency");

        EngineException failure =
                assertThrows(EngineException.class, () -> setup(DEBIAN_ROOT).ensure());

        assertTrue(failure.getMessage().contains("because of a dependency"));
        assertTrue(failure.remedy().contains("journalctl -u docker"));
    }

    private void notInstalled() {
        programs.once("command -v dockerd", 127);
    }

    private void answersAfter(String command) {
        programs.then(command, () -> socket = Result.ANSWERED);
    }

    private static Machine user(String distribution, boolean debian) {
        return new Machine("Linux", distribution, debian, false, true, false);
    }

    private EngineSetup setup(Machine machine) {
        EngineLocator locator =
                new EngineLocator(
                        environment,
                        folder,
                        machine.system(),
                        folder,
                        endpoint -> new EngineAttempt(endpoint, socket, ""));
        return new EngineSetup(
                locator,
                machine,
                programs,
                new EngineDaemon(EngineDaemon.Place.usual(), ProgressListener.NONE),
                (packages, purpose) -> {
                    asked.add(packages);
                    return consents;
                },
                ProgressListener.NONE);
    }
}
