package dev.multistage.grader.base;

import dev.multistage.grader.docker.Machine;
import dev.multistage.grader.docker.ProgressListener;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Debian's minimal system as mmdebstrap makes it, a tar archive that is read while it is made.
 *
 * <p>If mmdebstrap fails or is stopped, the archive ends in a block that is no tar header before
 * the stream fails: an HTTP client may end an upload in good order when its source fails, and an
 * engine takes half an archive, or an empty one, for a whole.
 */
final class DebianRootFilesystem extends FilterInputStream {

    /** The script that finishes the root file system. */
    static final String FINISH = "debian-finish.sh";

    private static final int FAILED = -2;

    /** Enough to end a file's padding and spoil the header after it. */
    private static final int POISON_BYTES = 1024;

    private final Process process;
    private final HostCommand.Tail messages;
    private boolean ended;
    private int poison = POISON_BYTES;

    private DebianRootFilesystem(Process process, HostCommand.Tail messages) {
        super(process.getInputStream());
        this.process = process;
        this.messages = messages;
    }

    /**
     * Starts making the system.
     *
     * @param suite for example {@code trixie}
     * @param work an empty directory
     */
    static DebianRootFilesystem open(
            String suite, HostRegistries host, Path work, String what, ProgressListener progress)
            throws IOException {
        Path finish = work.resolve(FINISH);
        Files.write(finish, StandInCatalogue.resource(FINISH));
        if (!finish.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + finish + " executable");
        }
        Path settings = Files.createDirectories(work.resolve("settings/certificates")).getParent();
        for (var file : host.files().entrySet()) {
            Files.write(settings.resolve(file.getKey()), file.getValue());
        }
        List<String> command = new ArrayList<>();
        if (Machine.ofThisOne().root()) {
            // what mmdebstrap mounts goes away with it, however it ends
            command.addAll(List.of("unshare", "--mount", "--propagation", "private", "--"));
        }
        command.add(HostTools.Tool.MMDEBSTRAP.path().toString());
        command.addAll(List.of("--variant=minbase", "--format=tar", "--dpkgopt=force-unsafe-io"));
        host.aptOptions().forEach(option -> command.add("--aptopt=" + option));
        command.add("--customize-hook=" + finish);
        command.addAll(List.of(suite, "-"));
        command.addAll(host.mirrors().entries(suite));
        Process process =
                HostCommand.builder(command, work, Map.of("TMPDIR", work.toString())).start();
        process.getOutputStream().close();
        HostCommand.Tail messages =
                new HostCommand.Tail(
                        process.getErrorStream(),
                        line -> {
                            if (line.startsWith("I: ")) {
                                progress.advanced(what + ": " + line.substring(3), 0, 0);
                            }
                        });
        return new DebianRootFilesystem(process, messages);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (poison == POISON_BYTES) {
            int count = readOrFail(buffer, offset, length);
            if (count != FAILED) {
                return count;
            }
        }
        if (poison == 0) {
            throw new IOException("mmdebstrap failed: " + reason());
        }
        int count = Math.min(length, poison);
        Arrays.fill(buffer, offset, offset + count, (byte) 'x');
        poison -= count;
        return count;
    }

    private int readOrFail(byte[] buffer, int offset, int length) {
        try {
            int count = super.read(buffer, offset, length);
            if (count >= 0 || ended) {
                return count;
            }
            ended = process.waitFor() == 0;
            return ended ? -1 : FAILED;
        } catch (IOException closed) {
            return FAILED;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private String reason() {
        return messages.text()
                .lines()
                .filter(line -> line.startsWith("E: ") || line.startsWith("Err:"))
                .reduce((first, second) -> second)
                .orElse("it said nothing of the reason");
    }

    @Override
    public void close() throws IOException {
        HostCommand.stop(process);
        super.close();
    }
}
