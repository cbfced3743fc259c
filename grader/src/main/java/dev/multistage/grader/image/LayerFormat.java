package dev.multistage.grader.image;

import dev.multistage.grader.image.ContentKind.Archive;
import dev.multistage.grader.image.ContentKind.Elf;
import dev.multistage.grader.image.ContentKind.ElfType;
import dev.multistage.grader.image.ContentKind.Glibc;
import dev.multistage.grader.image.ContentKind.GoBuild;
import dev.multistage.grader.image.ContentKind.Packing;
import dev.multistage.grader.image.ContentKind.Script;
import dev.multistage.grader.image.ContentKind.Simple;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/** How a layer is written to the cache; a checksum at the end finds damage. */
final class LayerFormat {

    /**
     * To be raised with every change to the format <em>and</em> to what is recognised in contents,
     * so that nothing is read that an older version would have judged differently.
     */
    private static final String VERSION = "multistage/layer/v3";

    private static final int LONGEST_TEXT = 1 << 20;
    private static final int SIMPLE = 0;
    private static final int ARCHIVE = 1;
    private static final int SCRIPT = 2;
    private static final int ELF = 3;

    private LayerFormat() {}

    static void write(Layer layer, DataOutputStream file) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(file, new CRC32());
        DataOutputStream out = new DataOutputStream(checked);
        out.writeUTF(VERSION);
        out.writeUTF(layer.diffId());
        out.writeLong(layer.downloadBytes().orElse(-1));
        out.writeInt(layer.entries().size());
        for (FileEntry entry : layer.entries()) {
            writeEntry(entry, out);
        }
        out.writeInt(layer.keptContents().size());
        for (Map.Entry<String, byte[]> kept : layer.keptContents().entrySet()) {
            writeText(kept.getKey(), out);
            out.writeInt(kept.getValue().length);
            out.write(kept.getValue());
        }
        out.flush();
        file.writeLong(checked.getChecksum().getValue());
    }

    static Layer read(DataInputStream file) throws IOException {
        CheckedInputStream checked = new CheckedInputStream(file, new CRC32());
        DataInputStream in = new DataInputStream(checked);
        if (!in.readUTF().equals(VERSION)) {
            throw new IOException("Written by another version");
        }
        String diffId = in.readUTF();
        long downloadBytes = in.readLong();
        int count = in.readInt();
        List<FileEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(readEntry(in));
        }
        Map<String, byte[]> kept = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            kept.put(readText(in), readBytes(in));
        }
        long checksum = checked.getChecksum().getValue();
        if (file.readLong() != checksum) {
            throw new IOException("Damaged");
        }
        return new Layer(
                0,
                diffId,
                entries,
                downloadBytes < 0 ? OptionalLong.empty() : OptionalLong.of(downloadBytes),
                kept);
    }

    private static void writeEntry(FileEntry entry, DataOutputStream out) throws IOException {
        writeText(entry.path(), out);
        out.writeByte(entry.type().ordinal());
        out.writeLong(entry.size());
        out.writeShort(entry.mode());
        out.writeLong(entry.uid());
        out.writeLong(entry.gid());
        writeText(entry.linkTarget(), out);
        out.writeLong(entry.sha256().first());
        out.writeLong(entry.sha256().second());
        out.writeLong(entry.sha256().third());
        out.writeLong(entry.sha256().fourth());
        out.writeBoolean(entry.capabilities());
        writeKind(entry.kind(), out);
    }

    private static FileEntry readEntry(DataInputStream in) throws IOException {
        return new FileEntry(
                readText(in),
                FileType.values()[in.readByte()],
                in.readLong(),
                in.readShort(),
                in.readLong(),
                in.readLong(),
                readText(in),
                new Sha256(in.readLong(), in.readLong(), in.readLong(), in.readLong()),
                in.readBoolean(),
                readKind(in));
    }

    private static void writeKind(ContentKind kind, DataOutputStream out) throws IOException {
        if (kind instanceof Simple simple) {
            out.writeByte(SIMPLE);
            out.writeByte(simple.ordinal());
        } else if (kind instanceof Archive archive) {
            out.writeByte(ARCHIVE);
            out.writeByte(archive.packing().ordinal());
        } else if (kind instanceof Script script) {
            out.writeByte(SCRIPT);
            writeText(script.interpreter(), out);
            writeText(script.argument(), out);
        } else if (kind instanceof Elf elf) {
            out.writeByte(ELF);
            out.writeByte(elf.type().ordinal());
            writeText(elf.machine(), out);
            writeText(elf.interpreter(), out);
            writeTexts(elf.neededLibraries(), out);
            writeTexts(elf.searchPath(), out);
            writeText(elf.glibc().needed(), out);
            writeText(elf.glibc().provided(), out);
            out.writeBoolean(elf.complete());
            out.writeLong(elf.debugBytes());
            out.writeLong(elf.symbolBytes());
            writeText(elf.go().version(), out);
            writeText(elf.go().path(), out);
            out.writeBoolean(elf.packed());
            out.writeBoolean(elf.shell());
        }
    }

    private static ContentKind readKind(DataInputStream in) throws IOException {
        return switch (in.readByte()) {
            case SIMPLE -> Simple.values()[in.readByte()];
            case ARCHIVE -> new Archive(Packing.values()[in.readByte()]);
            case SCRIPT -> new Script(readText(in), readText(in));
            case ELF -> readElf(in);
            default -> throw new IOException("Unknown kind");
        };
    }

    private static Elf readElf(DataInputStream in) throws IOException {
        return new Elf(
                ElfType.values()[in.readByte()],
                readText(in),
                readText(in),
                readTexts(in),
                readTexts(in),
                new Glibc(readText(in), readText(in)),
                in.readBoolean(),
                in.readLong(),
                in.readLong(),
                new GoBuild(readText(in), readText(in)),
                in.readBoolean(),
                in.readBoolean());
    }

    private static void writeTexts(List<String> texts, DataOutputStream out) throws IOException {
        out.writeShort(texts.size());
        for (String text : texts) {
            writeText(text, out);
        }
    }

    private static List<String> readTexts(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            texts.add(readText(in));
        }
        return texts;
    }

    private static void writeText(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST_TEXT) {
            throw new IOException("Damaged");
        }
        return length == 0 ? "" : new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] bytes = in.readNBytes(Math.max(0, length));
        if (bytes.length != length) {
            throw new IOException("Damaged");
        }
        return bytes;
    }
}
