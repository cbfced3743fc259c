package dev.multistage.grader.check;

import dev.multistage.grader.dockerfile.Instruction;
import dev.multistage.grader.image.AccountedFile;
import dev.multistage.grader.image.Fate;
import dev.multistage.grader.image.Origins;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Demands that the image carries no bytes that its own later lines hide again. Files that every use
 * of a package manager rewrites do not count, nor does what lines remove from the base image: those
 * bytes are the base's.
 *
 * @param megabytes how much waste is forgiven, in MB of 10^6 bytes
 */
@Describes(
        name = "no-wasted-bytes",
        reference = "T07",
        summary = "No line deletes or rewrites what an earlier line has stored in a layer.",
        failures = {
            @Failure(
                    code = "deleted-later",
                    title = "A later line deletes what an earlier line stored",
                    why =
                            "A layer cannot shrink the one below it: deleted files are hidden, and"
                                    + " still pushed, pulled and stored."),
            @Failure(
                    code = "stored-twice",
                    title = "A later line stores files again that are there already",
                    why =
                            "A layer holds whole files: another owner, mode or ending makes a second"
                                    + " copy of all their bytes.")
        })
public record NoWastedBytes(double megabytes) implements ImageCheck {

    private static final int MOST_PAIRS = 3;

    /** Lines that waste less than this part of what the worst pair wastes are not shown. */
    private static final long WORTH_A_WORD = 20;

    public NoWastedBytes {
        if (megabytes < 0) {
            throw new IllegalArgumentException("\"megabytes\" must not be negative");
        }
    }

    @Override
    public String requirement() {
        return "at most " + Sizes.limit(megabytes) + " hidden by later lines";
    }

    @Override
    public Outcome examine(ImageEvidence evidence) {
        Origins origins = evidence.origins();
        Map<Pair, List<AccountedFile>> pairs = new LinkedHashMap<>();
        long all = 0;
        for (AccountedFile file : evidence.accounting().files()) {
            if (counts(file, origins)) {
                Pair pair =
                        new Pair(
                                file.layerIndex(),
                                file.hiddenBy().getAsInt(),
                                file.fate() == Fate.DELETED);
                pairs.computeIfAbsent(pair, any -> new ArrayList<>()).add(file);
                all += file.bytes();
            }
        }
        if (all <= Math.round(megabytes * 1e6)) {
            return Outcome.passed(all == 0 ? "nothing" : Sizes.megabytes(all));
        }
        List<Map.Entry<Pair, List<AccountedFile>>> worst =
                pairs.entrySet().stream()
                        .sorted(
                                Comparator.comparingLong(
                                                (Map.Entry<Pair, List<AccountedFile>> e) ->
                                                        bytes(e.getValue()))
                                        .reversed())
                        .limit(MOST_PAIRS)
                        .toList();
        long worth = bytes(worst.get(0).getValue()) / WORTH_A_WORD;
        worst = worst.stream().filter(pair -> bytes(pair.getValue()) >= worth).toList();
        List<Place> places = new ArrayList<>();
        worst.forEach(pair -> places.addAll(places(evidence, pair.getKey(), pair.getValue())));
        Pair first = worst.get(0).getKey();
        return Outcome.failed(first.deleted ? "deleted-later" : "stored-twice")
                .observed(
                        Sizes.megabytes(bytes(worst.get(0).getValue()))
                                + " that "
                                + name(origins, first.writer)
                                + " stores and "
                                + name(origins, first.hider)
                                + (first.deleted ? " deletes" : " stores again")
                                + (worst.size() > 1 ? "; " + Sizes.megabytes(all) + " in all" : ""))
                .expected("at most " + Sizes.limit(megabytes))
                .at(places)
                .next(
                        first.deleted
                                ? "Delete in the RUN that writes: one RUN makes one layer. Or do"
                                        + " that work in an earlier stage, which is not shipped."
                                : "Store the files right at once: COPY --chown and COPY --chmod, or"
                                        + " chown in the RUN that writes them.");
    }

    /** Bytes of the base image count only if they are stored a second time, unchanged. */
    private static boolean counts(AccountedFile file, Origins origins) {
        if (!file.isWaste() || file.isRoutine() || file.bytes() == 0) {
            return false;
        }
        boolean ofBase = origins.isBase(file.layerIndex());
        return !ofBase
                || (file.fate() == Fate.SHADOWED_METADATA
                        && !origins.isBase(file.hiddenBy().getAsInt()));
    }

    private static long bytes(List<AccountedFile> files) {
        return files.stream().mapToLong(AccountedFile::bytes).sum();
    }

    private static String name(Origins origins, int layer) {
        return origins.chargedTo(layer)
                .map(instruction -> "line " + instruction.startLine())
                .orElse("layer " + (layer + 1));
    }

    /** The line that stores, the line that hides, and the biggest file that both are about. */
    private static List<Place> places(
            ImageEvidence evidence, Pair pair, List<AccountedFile> files) {
        List<Place> places = new ArrayList<>();
        for (int layer : new int[] {pair.writer, pair.hider}) {
            Optional<Instruction> line = evidence.origins().chargedTo(layer);
            long stored = layer == pair.writer || !pair.deleted ? bytes(files) : -1;
            line.ifPresent(
                    l ->
                            places.add(
                                    Place.line(
                                            evidence.file(),
                                            l.startLine(),
                                            l.endLine(),
                                            l.text(),
                                            stored)));
        }
        files.stream()
                .max(Comparator.comparingLong(AccountedFile::bytes))
                .ifPresent(f -> places.add(Place.path(f.entry().path(), f.bytes())));
        return places;
    }

    private record Pair(int writer, int hider, boolean deleted) {}
}
