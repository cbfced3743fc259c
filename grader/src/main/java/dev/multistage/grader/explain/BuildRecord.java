package dev.multistage.grader.explain;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a build depended on, kept so that the next one can tell what changed. Of files and variables
 * only digests are kept.
 *
 * @param imageId the image that was made, {@code sha256:…}
 * @param file the Dockerfile's path, for reports
 * @param dockerfile its text
 * @param bases ids of the base images by the names that the Dockerfile gives them
 * @param stages the stages in order
 */
public record BuildRecord(
        String imageId,
        String file,
        String dockerfile,
        Map<String, String> bases,
        List<StageRecord> stages) {

    /** Records of another version are forgotten. */
    private static final int VERSION = 1;

    private static final int LONGEST_TEXT = 2_000_000;
    private static final int MOST_ITEMS = 200_000;

    public BuildRecord {
        bases = Map.copyOf(bases);
        stages = List.copyOf(stages);
    }

    /**
     * A stage.
     *
     * @param base the name of the image or stage that it starts from
     * @param steps its instructions in order, FROM left out
     */
    public record StageRecord(String base, List<Step> steps) {

        public StageRecord {
            steps = List.copyOf(steps);
        }
    }

    /**
     * An instruction.
     *
     * @param line its first line, counted from 1
     * @param text the instruction on one line
     * @param files digests of the files that it reads from the build context, by path
     * @param variables digests of the values of the variables that it sees, by name
     */
    public record Step(
            int line, String text, Map<String, String> files, Map<String, String> variables) {

        public Step {
            files = Map.copyOf(files);
            variables = Map.copyOf(variables);
        }
    }

    /** Returns the record as bytes. */
    public byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(VERSION);
            write(out, imageId);
            write(out, file);
            write(out, dockerfile);
            write(out, bases);
            out.writeInt(stages.size());
            for (StageRecord stage : stages) {
                write(out, stage.base);
                out.writeInt(stage.steps.size());
                for (Step step : stage.steps) {
                    out.writeInt(step.line);
                    write(out, step.text);
                    write(out, step.files);
                    write(out, step.variables);
                }
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Returns the record that bytes stand for, or empty if they stand for none. */
    public static Optional<BuildRecord> decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != VERSION) {
                return Optional.empty();
            }
            String imageId = text(in);
            String file = text(in);
            String dockerfile = text(in);
            Map<String, String> bases = map(in);
            List<StageRecord> stages = new ArrayList<>();
            for (int stage = count(in); stage > 0; stage--) {
                String base = text(in);
                List<Step> steps = new ArrayList<>();
                for (int step = count(in); step > 0; step--) {
                    steps.add(new Step(in.readInt(), text(in), map(in), map(in)));
                }
                stages.add(new StageRecord(base, steps));
            }
            return Optional.of(new BuildRecord(imageId, file, dockerfile, bases, stages));
        } catch (IOException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static void write(DataOutputStream out, Map<String, String> map) throws IOException {
        out.writeInt(map.size());
        for (Map.Entry<String, String> each : map.entrySet()) {
            write(out, each.getKey());
            write(out, each.getValue());
        }
    }

    private static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST_TEXT) {
            throw new IOException("a text of " + length + " bytes");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST_ITEMS) {
            throw new IOException(count + " items");
        }
        return count;
    }

    private static Map<String, String> map(DataInputStream in) throws IOException {
        Map<String, String> map = new LinkedHashMap<>();
        for (int left = count(in); left > 0; left--) {
            map.put(text(in), text(in));
        }
        return map;
    }
}
