package dev.multistage.grader.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * Where the bytes of an image went: every regular file of every layer with its {@link Fate}.
 *
 * <p>The sum over all files is exactly {@link Image#unpackedBytes()}. A file with several hard
 * links is live while one of them is.
 *
 * @param files every regular file, lowest layer first, in the order of the archive
 * @param layers the bytes of each layer, lowest first
 * @param duplicates contents of 64 KiB and more that a container sees more than once, the most
 *     wasteful first
 */
public record Accounting(
        List<AccountedFile> files, List<LayerBytes> layers, List<Duplicate> duplicates) {

    /** Copies of smaller files are not worth a word. */
    static final long SMALLEST_DUPLICATE = 64 << 10;

    public Accounting {
        files = List.copyOf(files);
        layers = List.copyOf(layers);
        duplicates = List.copyOf(duplicates);
    }

    /** Works out the accounts of an image. */
    public static Accounting of(Image image) {
        Ledger ledger = new Ledger();
        LayerReplay.replay(image.layers(), ledger);
        List<AccountedFile> files = new ArrayList<>();
        List<LiveFile> live = new ArrayList<>();
        LayerBytes[] layers = new LayerBytes[image.layers().size()];
        Arrays.fill(layers, LayerBytes.NONE);
        for (LiveFile file : ledger.order) {
            AccountedFile account = ledger.accounts.get(file).close(file);
            int layer = file.layerIndex();
            files.add(account);
            layers[layer] = layers[layer].plus(account.fate(), account.bytes());
            if (!account.isWaste()) {
                live.add(file);
            }
        }
        return new Accounting(files, List.of(layers), duplicates(live));
    }

    /** Returns the bytes of the whole image. */
    public LayerBytes total() {
        return layers.stream().reduce(LayerBytes.NONE, LayerBytes::plus);
    }

    /** Returns the files that no container sees, the biggest first. */
    public List<AccountedFile> waste() {
        return files.stream()
                .filter(AccountedFile::isWaste)
                .sorted(Comparator.comparingLong(AccountedFile::bytes).reversed())
                .toList();
    }

    /**
     * Returns who threw away what of whom, the most bytes first. Files that package managers
     * rewrite whenever they run, and empty ones, are left out.
     */
    public List<Loss> losses() {
        record Pair(int writtenBy, int lostBy, Fate fate) {}
        Map<Pair, List<AccountedFile>> pairs = new LinkedHashMap<>();
        for (AccountedFile file : waste()) {
            if (file.bytes() > 0 && !file.isRoutine()) {
                Pair pair = new Pair(file.layerIndex(), file.hiddenBy().getAsInt(), file.fate());
                pairs.computeIfAbsent(pair, any -> new ArrayList<>()).add(file);
            }
        }
        List<Loss> losses = new ArrayList<>();
        pairs.forEach(
                (pair, lost) ->
                        losses.add(
                                new Loss(
                                        pair.writtenBy,
                                        pair.lostBy,
                                        pair.fate,
                                        lost.stream().mapToLong(AccountedFile::bytes).sum(),
                                        lost)));
        losses.sort(Comparator.comparingLong(Loss::bytes).reversed());
        return losses;
    }

    /** Returns the bytes of all files for which this holds. */
    public long bytes(Predicate<AccountedFile> which) {
        return files.stream().filter(which).mapToLong(AccountedFile::bytes).sum();
    }

    private static List<Duplicate> duplicates(List<LiveFile> live) {
        record Content(Sha256 sha256, long size) {}
        Map<Content, List<LiveFile>> copies = new LinkedHashMap<>();
        for (LiveFile file : live) {
            if (file.entry().size() >= SMALLEST_DUPLICATE) {
                Content content = new Content(file.entry().sha256(), file.entry().size());
                copies.computeIfAbsent(content, any -> new ArrayList<>()).add(file);
            }
        }
        return copies.entrySet().stream()
                .filter(group -> group.getValue().size() > 1)
                .map(
                        group ->
                                new Duplicate(
                                        group.getKey().sha256(),
                                        group.getKey().size(),
                                        group.getValue()))
                .sorted(Comparator.comparingLong(Duplicate::extraBytes).reversed())
                .toList();
    }

    /** The names that still lead to a file, and what became of it when the last one went. */
    private static final class Account {
        private int names;
        private Fate fate = Fate.LIVE;
        private OptionalInt hiddenBy = OptionalInt.empty();

        private void lose(Fate how, int byLayer) {
            if (--names == 0) {
                fate = how;
                hiddenBy = OptionalInt.of(byLayer);
            }
        }

        private AccountedFile close(LiveFile file) {
            return new AccountedFile(file.entry(), file.layerIndex(), fate, hiddenBy);
        }
    }

    private static final class Ledger implements LayerReplay.Listener {

        private final Map<LiveFile, Account> accounts = new IdentityHashMap<>();
        private final List<LiveFile> order = new ArrayList<>();
        private final Map<LiveFile, LiveFile> owners = new IdentityHashMap<>();

        @Override
        public void appeared(LiveFile file, LiveFile owner) {
            if (owner.entry().isFile()) {
                if (owner == file) {
                    accounts.put(file, new Account());
                    order.add(file);
                } else {
                    owners.put(file, owner);
                }
                accounts.get(owner).names++;
            }
        }

        @Override
        public void replaced(LiveFile hidden, LiveFile by) {
            lose(hidden, fate(hidden, by), by.layerIndex());
        }

        @Override
        public void removed(LiveFile hidden, int byLayer) {
            lose(hidden, Fate.DELETED, byLayer);
        }

        private void lose(LiveFile hidden, Fate fate, int byLayer) {
            Account account = accounts.get(owners.getOrDefault(hidden, hidden));
            if (account != null) {
                account.lose(fate, byLayer);
            }
        }

        private static Fate fate(LiveFile hidden, LiveFile by) {
            boolean same =
                    by.entry().isFile()
                            && by.entry().size() == hidden.entry().size()
                            && by.entry().sha256().equals(hidden.entry().sha256());
            return same && by.layerIndex() > hidden.layerIndex()
                    ? Fate.SHADOWED_METADATA
                    : Fate.SHADOWED_REWRITTEN;
        }
    }
}
