package dev.multistage.grader.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.base.HostTools.Tool;
import dev.multistage.grader.docker.InstallConsent;
import dev.multistage.grader.docker.Machine;
import dev.multistage.grader.docker.ProgressListener;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostToolsTest {

    private static final Machine DEBIAN = new Machine("Linux", "debian", true, true, false, false);
    private static final InstallConsent YES = (packages, purpose) -> true;

    private final List<String> installed = new ArrayList<>();

    @Test
    void nothingIsInstalledWhereAllIsThere() throws Exception {
        tools(DEBIAN, true, InstallConsent.NEVER).require(List.of(Tool.values()), none());
        assertEquals(List.of(), installed);
    }

    @Test
    void whatIsMissingIsInstalledOnDebianAsRoot() throws Exception {
        tools(DEBIAN, false, YES).require(List.of(Tool.MMDEBSTRAP, Tool.PIP), none());
        assertEquals(List.of("mmdebstrap", "python3-pip"), installed);
    }

    @Test
    void ubuntuNeedsDebiansKeysToo() throws Exception {
        Machine ubuntu = new Machine("Linux", "ubuntu", true, true, false, false);
        tools(ubuntu, false, YES).require(List.of(Tool.MMDEBSTRAP), none());
        assertEquals(List.of("mmdebstrap", "debian-archive-keyring"), installed);
    }

    @Test
    void refusedTheCommandIsNamed() {
        var error =
                assertThrows(
                        BaseUnavailableException.class,
                        () ->
                                tools(DEBIAN, false, InstallConsent.NEVER)
                                        .require(List.of(Tool.DEBUGFS), none()));
        assertTrue(error.remedy().contains("apt-get install"), error.remedy());
        assertTrue(error.remedy().contains("e2fsprogs"), error.remedy());
        assertEquals(List.of(), installed);
    }

    @Test
    void withoutRootTheCommandIsNamedWithSudo() {
        Machine user = new Machine("Linux", "debian", true, false, false, false);
        var error =
                assertThrows(
                        BaseUnavailableException.class,
                        () -> tools(user, false, YES).require(List.of(Tool.PIP), none()));
        assertTrue(error.remedy().contains("sudo apt-get install"), error.remedy());
    }

    @Test
    void elsewhereNothingCanBeMade() {
        Machine mac = new Machine("Mac OS X", "", false, false, false, false);
        var error =
                assertThrows(
                        BaseUnavailableException.class,
                        () -> tools(mac, false, YES).require(List.of(Tool.PIP), none()));
        assertTrue(error.getMessage().contains("Debian and Ubuntu only"), error.getMessage());
    }

    private HostTools tools(Machine machine, boolean present, InstallConsent consent) {
        return new HostTools(
                machine,
                program -> present,
                (packages, progress) -> installed.addAll(packages),
                consent);
    }

    private static ProgressListener none() {
        return ProgressListener.NONE;
    }
}
