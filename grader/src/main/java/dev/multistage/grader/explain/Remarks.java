package dev.multistage.grader.explain;

import dev.multistage.grader.check.Sizes;
import dev.multistage.grader.explain.Remark.FileBytes;
import dev.multistage.grader.explain.Remark.Where;
import dev.multistage.grader.image.AccountedFile;
import dev.multistage.grader.image.ContentKind;
import dev.multistage.grader.image.Leftover;
import dev.multistage.grader.image.LeftoverCategory;
import dev.multistage.grader.image.LiveFile;
import dev.multistage.grader.image.Loss;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds what is worth a word: leftovers, waste, given-away keys. */
final class Remarks {

    /** Less waste of one line by another is not worth a word. */
    private static final long FEWEST_WASTED = 10_000;

    /** Nor is less of the base image, which its user can only choose, not change. */
    private static final long FEWEST_WASTED_OF_BASE = 1_000_000;

    private static final int MOST_NAMES = 4;

    /** Keys that packages bring for their own tests open nothing. */
    private static final Pattern TEST_KEY =
            Pattern.compile(".*/(site-packages|dist-packages|node_modules|tests?|testdata)/.*");

    private final Anatomy anatomy;
    private final LayerLines lines;
    private final OriginTrail trail;

    private Remarks(Anatomy anatomy) {
        this.anatomy = anatomy;
        this.lines = anatomy.lines();
        this.trail = new OriginTrail(anatomy);
    }

    /** Returns what is worth a word, the most bytes first. */
    static List<Remark> of(Anatomy anatomy) {
        Remarks remarks = new Remarks(anatomy);
        List<Remark> all = new ArrayList<>();
        all.addAll(remarks.leftovers());
        all.addAll(remarks.waste());
        all.addAll(remarks.keys());
        all.sort(Remark.WORST_FIRST);
        return all;
    }

    /** What one line left over and one move repairs. */
    private record Kind(LeftoverCategory category, int line, String firstMove) {}

    private List<Remark> leftovers() {
        Map<Kind, List<Leftover>> kinds = new LinkedHashMap<>();
        for (Leftover leftover : anatomy.leftovers().own()) {
            Kind kind =
                    new Kind(
                            leftover.category(),
                            lineOrLayer(leftover.layerIndex()),
                            leftover.firstMove());
            kinds.computeIfAbsent(kind, any -> new ArrayList<>()).add(leftover);
        }
        List<Remark> remarks = new ArrayList<>();
        kinds.forEach((kind, same) -> remarks.add(leftover(kind, same)));
        return remarks;
    }

    /** Returns the line of a layer; FROM has many. Unknown lines are one for each layer. */
    private int lineOrLayer(int layer) {
        return lines.line(layer) > 0 ? lines.line(layer) : -1 - layer;
    }

    private Remark leftover(Kind kind, List<Leftover> same) {
        long bytes = same.stream().mapToLong(Leftover::bytes).sum();
        List<LiveFile> files =
                same.stream()
                        .flatMap(leftover -> leftover.files().stream())
                        .sorted(
                                Comparator.comparingLong((LiveFile file) -> file.entry().size())
                                        .reversed())
                        .limit(Anatomy.FOLLOWED)
                        .toList();
        return new Remark(
                "leftover-" + kind.category.label(),
                Sizes.megabytes(bytes)
                        + " of "
                        + LeftoverWords.noun(kind.category)
                        + names(kind.category, same)
                        + (same.get(0).ofBase() ? ", brought by the base image" : ""),
                bytes,
                trail.of(same.get(0).layerIndex(), files),
                files.stream()
                        .map(file -> new FileBytes(file.entry().path(), file.entry().size()))
                        .toList(),
                LeftoverWords.why(kind.category),
                kind.firstMove);
    }

    private static String names(LeftoverCategory category, List<Leftover> same) {
        Map<String, Long> bytes = new LinkedHashMap<>();
        same.forEach(each -> bytes.merge(each.name(), each.bytes(), Long::sum));
        if (bytes.size() == 1) {
            String name = same.get(0).name();
            return name.equals(LeftoverWords.noun(category)) ? "" : ": " + name;
        }
        // a single one more takes no more room than these words
        int named = bytes.size() == MOST_NAMES + 1 ? bytes.size() : MOST_NAMES;
        List<String> words =
                bytes.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                        .limit(named)
                        .map(each -> each.getKey() + " (" + Sizes.megabytes(each.getValue()) + ")")
                        .toList();
        int more = bytes.size() - words.size();
        return ": " + String.join(", ", words) + (more == 0 ? "" : " and " + more + " more");
    }

    private List<Remark> waste() {
        List<Remark> remarks = new ArrayList<>();
        for (Loss loss : anatomy.accounting().losses()) {
            boolean ofBase = lines.base(loss.writtenBy());
            long fewest = ofBase ? FEWEST_WASTED_OF_BASE : FEWEST_WASTED;
            if (loss.bytes() >= fewest && !(ofBase && lines.base(loss.lostBy()))) {
                remarks.add(waste(loss, ofBase));
            }
        }
        return remarks;
    }

    private Remark waste(Loss loss, boolean ofBase) {
        String writer = ofBase ? "the base image" : name(loss.writtenBy());
        String hider = name(loss.lostBy());
        String size = Sizes.megabytes(loss.bytes());
        String code;
        String sentence;
        String next;
        String role;
        switch (loss.fate()) {
            case DELETED -> {
                code = "deleted-later";
                role = "deleted by";
                sentence = size + " stored by " + writer + " and deleted by " + hider;
                next =
                        ofBase
                                ? "Start from a smaller base image instead of deleting from this one."
                                : "Delete in the RUN that writes: one RUN makes one layer. Or do that"
                                        + " work in an earlier stage, which is not shipped.";
            }
            case SHADOWED_METADATA -> {
                code = "stored-twice";
                role = "stored again by";
                sentence =
                        size
                                + " stored by "
                                + writer
                                + " and stored again by "
                                + hider
                                + " with another owner, mode or time";
                next =
                        "Store the files right at once: COPY --chown and COPY --chmod, or chown in"
                                + " the RUN that writes them.";
            }
            default -> {
                code = "rewritten-later";
                role = "rewritten by";
                sentence = size + " stored by " + writer + " and rewritten by " + hider;
                next =
                        ofBase
                                ? "Use a newer tag of the base image, in which the files are right"
                                        + " already."
                                : "Write the files once: join both lines into one RUN, or copy the"
                                        + " final version only.";
            }
        }
        List<Where> where = new ArrayList<>(trail.line("stored by", loss.writtenBy()));
        where.addAll(trail.line(role, loss.lostBy()));
        return new Remark(
                code,
                sentence,
                loss.bytes(),
                where,
                loss.files().stream()
                        .limit(Anatomy.FOLLOWED)
                        .map(file -> new FileBytes(file.entry().path(), file.bytes()))
                        .toList(),
                "A layer cannot shrink the one below it: what a later line hides is still pushed,"
                        + " pulled and stored.",
                next);
    }

    private String name(int layer) {
        String word = anatomy.hasDockerfile() ? "line " : "step ";
        return lines.line(layer) > 0
                ? (lines.certain(layer) ? "" : "probably ") + word + lines.line(layer)
                : "layer " + (layer + 1);
    }

    private List<Remark> keys() {
        Map<Integer, List<AccountedFile>> layers = new LinkedHashMap<>();
        for (AccountedFile file : anatomy.accounting().files()) {
            if (file.entry().kind() == ContentKind.Simple.PRIVATE_KEY
                    && !lines.base(file.layerIndex())
                    && !TEST_KEY.matcher(file.entry().path()).matches()) {
                layers.computeIfAbsent(file.layerIndex(), any -> new ArrayList<>()).add(file);
            }
        }
        List<Remark> remarks = new ArrayList<>();
        layers.forEach(
                (layer, keys) -> {
                    boolean hidden = keys.stream().allMatch(AccountedFile::isWaste);
                    remarks.add(
                            new Remark(
                                    Remark.PRIVATE_KEY,
                                    "a private key is in the image: "
                                            + keys.get(0).entry().path()
                                            + (keys.size() > 1
                                                    ? " and " + (keys.size() - 1) + " more"
                                                    : "")
                                            + (hidden
                                                    ? ", deleted later and still readable in its"
                                                            + " layer"
                                                    : ""),
                                    0,
                                    trail.line("stored by", layer),
                                    keys.stream()
                                            .limit(Anatomy.FOLLOWED)
                                            .map(
                                                    key ->
                                                            new FileBytes(
                                                                    key.entry().path(),
                                                                    key.bytes()))
                                            .toList(),
                                    "Whoever can pull the image has the key.",
                                    "Mount it for the one RUN that needs it (RUN"
                                            + " --mount=type=secret), list it in .dockerignore, and"
                                            + " make a new key."));
                });
        return remarks;
    }
}
