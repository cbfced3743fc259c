package dev.multistage.grader.watch;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Hears of saves of some files: by the system's file events, and by looking at the files once a
 * second, because events do not arrive everywhere (folders that a virtual machine shares, network
 * file systems). Where a look finds what no event told, it looks more often from then on. Other
 * files in the same folders, such as an editor's drafts, are not heard of.
 */
public final class SaveWatch implements AutoCloseable {

    private static final long LOOK_MILLIS = 1_000;
    private static final long LOOK_WITHOUT_EVENTS_MILLIS = 150;

    private final Set<Path> files;
    private final Set<Path> folders = new HashSet<>();
    private final Runnable touched;
    private final Map<Path, Stamp> stamps = new HashMap<>();
    private final Map<Path, Object> registered = new HashMap<>();
    private final Thread thread;
    private WatchService events;
    private long pause = LOOK_MILLIS;

    /**
     * @param files the files, whether they exist or not
     * @param withEvents whether to ask the system for events; otherwise it only looks
     * @param touched called by a thread of its own whenever one of the files may have changed
     */
    public SaveWatch(List<Path> files, boolean withEvents, Runnable touched) {
        this.files = Set.copyOf(files);
        this.touched = touched;
        files.forEach(file -> folders.add(file.toAbsolutePath().getParent()));
        try {
            events = withEvents ? FileSystems.getDefault().newWatchService() : null;
        } catch (IOException | UnsupportedOperationException outOfHandles) {
            events = null;
        }
        if (events == null) {
            pause = LOOK_WITHOUT_EVENTS_MILLIS;
        }
        look();
        register();
        thread = new Thread(this::follow, "saves");
        thread.setDaemon(true);
        thread.start();
    }

    /** What a look at a file shows without reading it. */
    private record Stamp(long modified, long size, Object key) {

        static final Stamp NONE = new Stamp(0, -1, "");

        static Stamp of(Path file) {
            try {
                BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
                Object key = seen.fileKey();
                return new Stamp(
                        seen.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                        seen.size(),
                        key == null ? "" : key);
            } catch (IOException notThere) {
                return NONE;
            }
        }
    }

    private void follow() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                boolean heard = waitForEvents();
                boolean seen = look();
                register();
                if (seen && !heard && events != null) {
                    pause = LOOK_WITHOUT_EVENTS_MILLIS;
                }
                if (heard || seen) {
                    touched.run();
                }
            }
        } catch (InterruptedException | ClosedWatchServiceException closed) {
            // nobody watches any more
        }
    }

    private boolean waitForEvents() throws InterruptedException {
        if (events == null) {
            Thread.sleep(pause); // no event to wait for: only looking again tells
            return false;
        }
        boolean heard = false;
        WatchKey key = events.poll(pause, TimeUnit.MILLISECONDS);
        while (key != null) {
            for (WatchEvent<?> event : key.pollEvents()) {
                heard |= concerns(key, event);
            }
            if (!key.reset()) {
                registered.remove((Path) key.watchable());
            }
            key = events.poll();
        }
        return heard;
    }

    private boolean concerns(WatchKey key, WatchEvent<?> event) {
        if (event.kind() == StandardWatchEventKinds.OVERFLOW) {
            return true;
        }
        return files.contains(((Path) key.watchable()).resolve((Path) event.context()));
    }

    /** Returns whether a file has changed since the last look. */
    private boolean look() {
        boolean changed = false;
        for (Path file : files) {
            Stamp now = Stamp.of(file);
            Stamp before = stamps.put(file, now);
            changed |= before != null && !before.equals(now);
        }
        return changed;
    }

    /** Asks for events of folders that are new, or that were replaced by others of their name. */
    private void register() {
        if (events == null) {
            return;
        }
        for (Path folder : folders) {
            Object key = Stamp.of(folder).key();
            if (key.equals(registered.get(folder)) || !Files.isDirectory(folder)) {
                continue;
            }
            try {
                folder.register(
                        events,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE);
                registered.put(folder, key);
            } catch (IOException noEvents) {
                pause = LOOK_WITHOUT_EVENTS_MILLIS;
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            if (events != null) {
                events.close();
            }
        } catch (IOException closedAnyway) {
            // nothing is lost
        }
    }
}
