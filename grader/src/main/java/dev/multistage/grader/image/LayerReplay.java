package dev.multistage.grader.image;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts the layers of an image on top of each other as an engine does, and says what hides what.
 *
 * <p>The rules are those of the OCI layer specification: the whiteouts of a layer act on the layers
 * below it only, and before its additions, whatever their order in the archive; what is not a
 * directory replaces a whole subtree; a directory over a directory merges with it.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/layer.md">OCI layers</a>
 */
final class LayerReplay {

    /** Told of every name that disappears from the merged root. */
    interface Listener {

        /** Called when a later entry takes the place of a name. */
        void replaced(LiveFile hidden, LiveFile by);

        /** Called when a name goes without one that takes its place. */
        void removed(LiveFile hidden, int byLayer);

        /** Called when a name appears; for a hard link the owner is the file that has the bytes. */
        void appeared(LiveFile file, LiveFile owner);
    }

    private final NavigableMap<String, LiveFile> live = new TreeMap<>();
    private final Map<LiveFile, LiveFile> owners = new IdentityHashMap<>();

    /** Directories that no layer names, but that exist because something is in them. */
    private final Set<String> implied = new HashSet<>();

    private final Listener listener;

    private LayerReplay(Listener listener) {
        this.listener = listener;
    }

    /** Returns what can be seen once all layers lie on top of each other, by path. */
    static NavigableMap<String, LiveFile> replay(List<Layer> layers, Listener listener) {
        LayerReplay replay = new LayerReplay(listener);
        for (Layer layer : layers) {
            replay.hide(layer);
            replay.add(layer);
        }
        return replay.live;
    }

    private void hide(Layer layer) {
        for (FileEntry entry : layer.entries()) {
            if (entry.type() == FileType.WHITEOUT) {
                remove(entry.path(), layer.index());
                removeUnder(entry.path(), layer.index());
            } else if (entry.type() == FileType.OPAQUE) {
                removeUnder(entry.path(), layer.index());
            }
        }
    }

    private void remove(String path, int byLayer) {
        LiveFile hidden = live.remove(path);
        if (hidden != null) {
            listener.removed(hidden, byLayer);
        }
    }

    private void removeUnder(String directory, int byLayer) {
        // '0' follows '/', so that exactly the paths below lie between the two.
        NavigableMap<String, LiveFile> below =
                directory.equals("/")
                        ? live.tailMap("/", false)
                        : live.subMap(directory + "/", true, directory + "0", false);
        below.values().forEach(hidden -> listener.removed(hidden, byLayer));
        below.clear();
    }

    private void add(Layer layer) {
        String sound = "";
        for (FileEntry entry : layer.entries()) {
            if (entry.type() == FileType.WHITEOUT || entry.type() == FileType.OPAQUE) {
                continue;
            }
            String parent = entry.parent();
            if (!parent.equals(sound)) {
                removeFilesAbove(parent, layer.index());
                sound = parent;
            }
            LiveFile owner = owner(entry);
            LiveFile added = added(entry, layer.index(), owner);
            LiveFile hidden = live.put(entry.path(), added);
            if (entry.type() != FileType.DIRECTORY) {
                sound = "";
                boolean wasDirectory =
                        hidden == null
                                ? implied.contains(entry.path())
                                : hidden.entry().type() == FileType.DIRECTORY;
                if (wasDirectory) {
                    removeUnder(entry.path(), layer.index());
                }
            }
            if (hidden != null) {
                listener.replaced(hidden, added);
            }
            listener.appeared(added, owner == null ? added : owner);
        }
    }

    /**
     * A directory need not be named by the layer that puts something into it. If the layers below
     * have anything else at its path, unpacking makes a directory in place of it.
     */
    private void removeFilesAbove(String directory, int byLayer) {
        for (String path = directory; path.length() > 1; path = parent(path)) {
            LiveFile above = live.get(path);
            if (above == null) {
                implied.add(path);
            } else if (above.entry().type() != FileType.DIRECTORY && above.layerIndex() < byLayer) {
                remove(path, byLayer);
            }
        }
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    /** Returns the file that holds the bytes of a hard link, or null for anything else. */
    private LiveFile owner(FileEntry entry) {
        if (entry.type() != FileType.HARDLINK) {
            return null;
        }
        LiveFile target = live.get(entry.linkTarget());
        return target == null ? null : owners.getOrDefault(target, target);
    }

    private LiveFile added(FileEntry entry, int layerIndex, LiveFile owner) {
        if (owner == null) {
            return new LiveFile(entry, layerIndex);
        }
        LiveFile link = new LiveFile(entry.withContentOf(owner.entry()), layerIndex);
        owners.put(link, owner);
        return link;
    }

    /** A listener that does not listen. */
    static final Listener SILENT =
            new Listener() {
                @Override
                public void replaced(LiveFile hidden, LiveFile by) {}

                @Override
                public void removed(LiveFile hidden, int byLayer) {}

                @Override
                public void appeared(LiveFile file, LiveFile owner) {}
            };
}
