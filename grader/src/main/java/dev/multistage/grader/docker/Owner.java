package dev.multistage.grader.docker;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;

/**
 * The process that made something on the engine, written into a label or an image tag, so that a
 * later process can tell what was left behind from what is in use.
 *
 * @param host eight hexadecimal digits that stand for this machine
 * @param pid process id
 * @param started when the process started, in milliseconds since 1970
 */
public record Owner(String host, long pid, long started) {

    /** The label of containers and networks. */
    static final String LABEL = "dev.multistage.owner";

    /** The label of images built from submissions; images built on them inherit it. */
    public static final String SUBMISSION = "dev.multistage.submission";

    /** The repository of images that go away with their process. */
    private static final String REPOSITORY = "multistage/submission";

    /** A start time is computed from the boot time, which a clock correction moves a little. */
    private static final long TOLERANCE = 2000;

    private static final Owner THIS = ofThisProcess();
    private static final AtomicInteger TAGS = new AtomicInteger();

    /** Returns the running process. */
    public static Owner thisProcess() {
        return THIS;
    }

    /** Returns a new image name that {@link Engine#sweep()} recognises as this process's. */
    public static String newTag() {
        return REPOSITORY + ":" + THIS.text() + "-" + TAGS.incrementAndGet();
    }

    /**
     * Returns a repository in a registry for this process's images; {@link Engine#sweep()}
     * recognises it, too.
     */
    public static String repository(String registry, String name) {
        return registry + "/" + THIS.text() + "/" + name;
    }

    Map<String, String> labels() {
        return Map.of(LABEL, text());
    }

    String text() {
        return host + "-" + pid + "-" + started;
    }

    /** Reads a label's value; empty if it is none of ours. */
    static Optional<Owner> parse(String text) {
        String[] parts = text.split("-");
        try {
            return Optional.of(
                    new Owner(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2])));
        } catch (ArrayIndexOutOfBoundsException | NumberFormatException foreign) {
            return Optional.empty();
        }
    }

    /**
     * Reads an image name, by tag or digest; empty if it is none of {@link #newTag()} or {@link
     * #repository}.
     */
    static Optional<Owner> ofName(String name) {
        String[] parts = name.replaceFirst("@.*", "").split("/");
        if (parts.length == 3 && parts[0].contains(":")) {
            return parse(parts[1]);
        }
        ImageName image = ImageName.parse(name);
        return image.repository().equals(REPOSITORY) ? parse(image.tag()) : Optional.empty();
    }

    /** Returns whether it was a process of this machine that runs no more. */
    boolean gone() {
        if (!host.equals(THIS.host)) {
            return false;
        }
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .map(start -> Math.abs(start.toEpochMilli() - started) > TOLERANCE)
                .orElse(true);
    }

    private static Owner ofThisProcess() {
        ProcessHandle process = ProcessHandle.current();
        long start = process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
        return new Owner(hostDigits(), process.pid(), start);
    }

    /** Names this machine: ids of processes mean nothing elsewhere, and engines can be shared. */
    private static String hostDigits() {
        CRC32 digest = new CRC32();
        digest.update(machine().getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", digest.getValue());
    }

    private static String machine() {
        try {
            Path names = Path.of("/proc/sys/kernel/hostname");
            if (Files.isReadable(names)) {
                Path id = Path.of("/etc/machine-id");
                return Files.readString(names) + (Files.isReadable(id) ? Files.readString(id) : "");
            }
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException nameless) {
            return System.getProperty("user.name") + System.getProperty("os.name");
        }
    }
}
