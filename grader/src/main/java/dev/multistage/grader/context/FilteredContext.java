package dev.multistage.grader.context;

import dev.multistage.grader.context.IgnoreRules.Decision;
import dev.multistage.grader.context.IgnoreRules.Rule;
import dev.multistage.grader.digest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A build context without what its .dockerignore leaves out.
 *
 * <p>The Dockerfile and the .dockerignore are sent even if they are ignored, because the engine
 * reads them from the same archive; see {@link #sentThoughIgnored()}.
 */
public final class FilteredContext implements BuildContext {

    /** A .dockerignore larger than this is refused, in bytes. */
    public static final int MAXIMUM_IGNORE_BYTES = 200_000;

    /**
     * An entry that is left out.
     *
     * @param entry the entry
     * @param rule the rule that has it so
     */
    public record Excluded(TreeEntry entry, Optional<Rule> rule) {}

    private final String dockerfile;
    private final Optional<String> ignoreFile;
    private final IgnoreRules rules;
    private final List<TreeEntry> included;
    private final List<Excluded> excluded;
    private final List<TreeEntry> sentThoughIgnored;
    private final List<Rule> unused;
    private String digest = "";

    /**
     * Filters a tree by the ignore file that a build with this Dockerfile uses: {@code
     * <Dockerfile>.dockerignore} if there is one, else {@code .dockerignore}.
     *
     * @param dockerfile the path of the Dockerfile in the tree
     * @throws ContextException if there is no such file
     * @throws IgnoreSyntaxException if the ignore file is malformed
     */
    public static FilteredContext of(FileTree tree, String dockerfile) {
        Optional<String> ignoreFile = ignoreFile(tree, dockerfile);
        IgnoreRules rules =
                ignoreFile
                        .map(path -> tree.read(path, MAXIMUM_IGNORE_BYTES))
                        .map(bytes -> IgnoreRules.parse(new String(bytes, StandardCharsets.UTF_8)))
                        .orElse(IgnoreRules.none());
        return new FilteredContext(tree, rules, ignoreFile, dockerfile);
    }

    /** Filters a tree by given rules, whatever ignore files it holds. */
    public static FilteredContext of(FileTree tree, IgnoreRules rules, String dockerfile) {
        return new FilteredContext(tree, rules, ignoreFile(tree, dockerfile), dockerfile);
    }

    /** Returns the path of the ignore file that a build with this Dockerfile uses. */
    public static Optional<String> ignoreFile(FileTree tree, String dockerfile) {
        return List.of(dockerfile + ".dockerignore", ".dockerignore").stream()
                .filter(
                        path ->
                                tree.entry(path)
                                        .filter(entry -> entry.kind() == TreeEntry.Kind.FILE)
                                        .isPresent())
                .findFirst();
    }

    private FilteredContext(
            FileTree tree, IgnoreRules rules, Optional<String> ignoreFile, String dockerfile) {
        this.rules = rules;
        this.ignoreFile = ignoreFile;
        TreeEntry first =
                tree.entry(dockerfile)
                        .filter(entry -> entry.kind() == TreeEntry.Kind.FILE)
                        .orElseThrow(
                                () ->
                                        new ContextException(
                                                "there is no Dockerfile at " + dockerfile,
                                                dockerfile));
        this.dockerfile = first.path();
        Map<String, TreeEntry> kept = new TreeMap<>();
        List<Excluded> left = new ArrayList<>();
        Set<Rule> used = new LinkedHashSet<>();
        filter(tree, kept, left, used);
        List<TreeEntry> forced = new ArrayList<>();
        for (Excluded candidate : left) {
            String path = candidate.entry().path();
            if (path.equals(this.dockerfile) || ignoreFile.equals(Optional.of(path))) {
                forced.add(candidate.entry());
            }
        }
        left.removeIf(candidate -> forced.contains(candidate.entry()));
        this.sentThoughIgnored = List.copyOf(forced);
        this.excluded = List.copyOf(left);
        this.unused = rules.rules().stream().filter(rule -> !used.contains(rule)).toList();
        List<TreeEntry> ordered = new ArrayList<>();
        ordered.add(first);
        forced.forEach(entry -> kept.put(entry.path(), entry));
        kept.remove(first.path());
        ordered.addAll(kept.values());
        this.included = List.copyOf(ordered);
    }

    private void filter(
            FileTree tree, Map<String, TreeEntry> kept, List<Excluded> left, Set<Rule> used) {
        Map<String, IgnoreRules.Walk> walks = new LinkedHashMap<>();
        walks.put("", rules.walk());
        Map<String, TreeEntry> leftDirectories = new LinkedHashMap<>();
        for (TreeEntry entry : tree.entries()) {
            IgnoreRules.Walk walk = walks.get(CleanPath.parent(entry.path()));
            Decision decision = walk.decide(entry.path());
            decision.rule().ifPresent(used::add);
            boolean directory = entry.kind() == TreeEntry.Kind.DIRECTORY;
            if (directory) {
                walks.put(entry.path(), walk.enter(entry.path()));
            }
            if (decision.excluded()) {
                left.add(new Excluded(entry, decision.rule()));
                if (directory) {
                    leftDirectories.put(entry.path(), entry);
                }
                continue;
            }
            if (entry.kind() == TreeEntry.Kind.UNREADABLE) {
                throw new ContextException(
                        entry.path()
                                + " cannot be read: permission denied, and .dockerignore does not"
                                + " leave it out",
                        entry.path());
            }
            kept.put(entry.path(), entry);
            keepParents(entry, leftDirectories, kept);
        }
        left.removeIf(candidate -> kept.containsKey(candidate.entry().path()));
    }

    /** What is taken back in brings the directories above it along. */
    private static void keepParents(
            TreeEntry entry, Map<String, TreeEntry> leftDirectories, Map<String, TreeEntry> kept) {
        for (String parent = CleanPath.parent(entry.path());
                leftDirectories.containsKey(parent);
                parent = CleanPath.parent(parent)) {
            kept.put(parent, leftDirectories.remove(parent));
        }
    }

    /** Returns the path of the Dockerfile in the context. */
    public String dockerfile() {
        return dockerfile;
    }

    /** Returns the path of the ignore file that this build uses. */
    public Optional<String> ignoreFile() {
        return ignoreFile;
    }

    /** Returns the rules. */
    public IgnoreRules rules() {
        return rules;
    }

    /** Returns what is sent, the Dockerfile first. */
    public List<TreeEntry> included() {
        return included;
    }

    /** Returns what is left out, with the rule that has it so. */
    public List<Excluded> excluded() {
        return excluded;
    }

    /**
     * Returns the Dockerfile and the ignore file if they are ignored. They are sent, so that {@code
     * COPY . .} takes them too, which it would not with {@code docker build} from a directory.
     */
    public List<TreeEntry> sentThoughIgnored() {
        return sentThoughIgnored;
    }

    /** Returns the rules that decide nothing in this tree. */
    public List<Rule> unusedRules() {
        return unused;
    }

    @Override
    public long bytes() {
        return included.stream().mapToLong(TreeEntry::size).sum();
    }

    /** Returns the sum of the sizes of the files that are left out, in bytes. */
    public long ignoredBytes() {
        return excluded.stream().mapToLong(candidate -> candidate.entry().size()).sum();
    }

    @Override
    public InputStream tar() {
        return new TarStream(included);
    }

    /** Returns the same digest for the same names, modes and contents; reads every file once. */
    @Override
    public synchronized String digest() {
        if (digest.isEmpty()) {
            try {
                digest = Digest.of(tar()).reference();
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        }
        return digest;
    }
}
