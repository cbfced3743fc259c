package dev.multistage.grader.check;

import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.Instruction;
import dev.multistage.grader.image.Accounting;
import dev.multistage.grader.image.Image;
import dev.multistage.grader.image.Leftovers;
import dev.multistage.grader.image.Origins;
import java.util.Map;
import java.util.Optional;

/**
 * An image as evidence.
 *
 * @param file name of its Dockerfile
 * @param dockerfile what the Dockerfile says
 * @param image the image
 * @param accounting what became of each of its files
 * @param origins which line put what into it
 * @param leftovers what nothing in it needs
 * @param app what the exercise says of its app
 * @param baseGrowthBytes by how much the final stage's base is larger here than when the exercise
 *     was calibrated, in unpacked bytes; 0 if it is not or nothing is known
 * @param sources the app's files as the exercise ships them, path below {@code app/} to SHA-256 in
 *     hexadecimal
 * @param dependencies manifests, lock files and sample settings as the exercise ships them, by path
 *     below {@code app/}
 */
public record ImageEvidence(
        String file,
        Dockerfile dockerfile,
        Image image,
        Accounting accounting,
        Origins origins,
        Leftovers leftovers,
        AppContract app,
        long baseGrowthBytes,
        Map<String, String> sources,
        Map<String, byte[]> dependencies) {

    public ImageEvidence {
        sources = Map.copyOf(sources);
        dependencies = Map.copyOf(dependencies);
    }

    /** Returns the place of an instruction. */
    public Place at(Instruction instruction) {
        return Place.line(file, instruction.startLine(), instruction.endLine(), instruction.text());
    }

    /** Returns the place of a path in the image, with the line that put it there if known. */
    public Place at(String path, long bytes) {
        Optional<Instruction> origin =
                image.file(path).flatMap(live -> origins.chargedTo(live.layerIndex()));
        return origin.map(
                        instruction ->
                                Place.path(
                                        path,
                                        bytes,
                                        file,
                                        instruction.startLine(),
                                        instruction.text()))
                .orElseGet(() -> Place.path(path, bytes));
    }
}
