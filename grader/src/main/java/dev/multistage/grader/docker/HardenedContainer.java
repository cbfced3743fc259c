package dev.multistage.grader.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Ulimit;
import com.github.dockerjava.api.model.Volume;
import dev.multistage.grader.context.FileTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * A Testcontainers container that is locked up and whose end is evidence: it is kept when it cannot
 * start or ends at once, and nobody waits for it to be ready.
 */
final class HardenedContainer extends GenericContainer<HardenedContainer> {

    private static final String TMPFS = "rw,noexec,nosuid,nodev,size=64m";

    /** Nanoseconds; engines refuse less than a millisecond and take 0 for the image's own. */
    private static final long LEAST_PERIOD = 1_000_000;

    private final ContainerRequest request;
    private final String name;
    private final String networkId;
    private final String publishOn;
    private volatile String createdId = "";

    /**
     * @param publishOn the address of the engine's machine on which the port is published
     */
    HardenedContainer(
            DockerClient client,
            ContainerRequest request,
            String name,
            String networkId,
            String publishOn) {
        super(DockerImageName.parse("submission"));
        this.dockerClient = client;
        this.request = request;
        this.name = name;
        this.networkId = networkId;
        this.publishOn = publishOn;
        withEnv(request.environment());
        withLabels(Owner.thisProcess().labels());
        withCreateContainerCmdModifier(this::harden);
        // both ask the engine once a second at most, and a crash is for the checks to find
        withStartupCheckStrategy(new AnyStart());
        setWaitStrategy(null);
        if (!request.readOnly()) {
            for (ContainerRequest.CopiedFile file : request.files()) {
                withCopyToContainer(Transferable.of(file.content(), 0644), file.path());
            }
        }
    }

    /** The image is there already: no registry is asked, no name is substituted. */
    @Override
    public String getDockerImageName() {
        return request.image();
    }

    private void harden(CreateContainerCmd create) {
        HostConfig host = create.getHostConfig();
        host.withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withMemory(request.memoryBytes())
                .withMemorySwap(request.memoryBytes())
                .withNanoCPUs((long) (request.cpus() * 1e9))
                .withPidsLimit((long) request.processes())
                .withUlimits(List.of(new Ulimit("core", 0L, 0L)))
                .withReadonlyRootfs(request.readOnly())
                .withNetworkMode(networkId)
                // names of the outside world fail after a second instead of a resolver's patience
                .withDns("127.0.0.1")
                .withDnsOptions(List.of("timeout:1", "attempts:1"))
                .withExtraHosts("grader.internal:host-gateway")
                .withLogConfig(
                        new LogConfig(
                                LogConfig.LoggingType.JSON_FILE,
                                Map.of("max-size", "4m", "max-file", "1")));
        if (request.readOnly()) {
            Map<String, String> mounts = new LinkedHashMap<>();
            request.writable().forEach(path -> mounts.put(path, tmpfs(path)));
            host.withTmpFs(mounts);
            // engines refuse to copy into a read-only root, but not into a volume, which begins
            // with
            // what the image has there
            create.withVolumes(
                    request.files().stream()
                            .map(HardenedContainer::folder)
                            .distinct()
                            .map(Volume::new)
                            .toList());
        }
        // not through withExposedPorts: Testcontainers would wait for the ports of a dead container
        ExposedPort port = ExposedPort.tcp(request.port());
        create.withExposedPorts(port);
        host.withPortBindings(new PortBinding(Ports.Binding.bindIp(publishOn), port));
        create.withName(name);
        request.probing().ifPresent(probing -> create.withHealthcheck(check(probing)));
        if (!request.user().isEmpty()) {
            create.withUser(request.user());
        }
    }

    private static HealthCheck check(ContainerRequest.Probing probing) {
        return new HealthCheck()
                .withTest(probing.test())
                .withInterval(probing.interval().toNanos())
                .withTimeout(probing.timeout().toNanos())
                // the least that is not "as the image says"
                .withStartPeriod(LEAST_PERIOD)
                .withRetries(1);
    }

    @Override
    protected void containerIsCreated(String containerId) {
        createdId = containerId;
        if (request.readOnly()) {
            request.files().forEach(file -> copyIntoVolume(containerId, file));
        }
    }

    private String tmpfs(String path) {
        ContainerRequest.Ownership owner =
                request.owners().getOrDefault(path, ContainerRequest.Ownership.OPEN);
        return TMPFS + ",mode=" + Integer.toOctalString(owner.mode()) + ",uid=" + owner.uid();
    }

    private void copyIntoVolume(String containerId, ContainerRequest.CopiedFile file) {
        String name = file.path().substring(folder(file).length() + 1);
        getDockerClient()
                .copyArchiveToContainerCmd(containerId)
                .withRemotePath(folder(file))
                .withTarInputStream(FileTree.EMPTY.with(name, file.content()).tar())
                .exec();
    }

    private static String folder(ContainerRequest.CopiedFile file) {
        return file.path().substring(0, file.path().lastIndexOf('/'));
    }

    /** Returns the container's id, empty if it was not even created. */
    String createdId() {
        return createdId;
    }

    /** Testcontainers removes a container that cannot start; here that container is the answer. */
    @Override
    public void stop() {}

    @Override
    protected void waitUntilContainerStarted() {}

    private static final class AnyStart extends StartupCheckStrategy {
        @Override
        public boolean waitUntilStartupSuccessful(GenericContainer<?> container) {
            return true;
        }

        @Override
        public StartupStatus checkStartupState(DockerClient client, String containerId) {
            return StartupStatus.SUCCESSFUL;
        }
    }
}
