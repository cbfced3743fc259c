package dev.multistage.grader.image;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/** Follows paths through the symbolic links of a file system as the kernel does in a container. */
final class PathResolver {

    /** The kernel gives up after 40 links as well. */
    private static final int MOST_LINKS = 40;

    private static final int MOST_STEPS = 4096;

    private final Map<String, LiveFile> files;

    PathResolver(Map<String, LiveFile> files) {
        this.files = files;
    }

    Optional<LiveFile> resolve(String path) {
        Deque<String> ahead = new ArrayDeque<>(Arrays.asList(path.split("/")));
        Deque<String> walked = new ArrayDeque<>();
        int links = 0;
        for (int steps = 0; !ahead.isEmpty() && steps < MOST_STEPS; steps++) {
            String part = ahead.pollFirst();
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            if (part.equals("..")) {
                walked.pollLast();
                continue;
            }
            walked.addLast(part);
            LiveFile here = files.get(join(walked));
            if (here != null && here.entry().type() == FileType.SYMLINK) {
                if (++links > MOST_LINKS) {
                    return Optional.empty();
                }
                String target = here.entry().linkTarget();
                walked.removeLast();
                if (target.startsWith("/")) {
                    walked.clear();
                }
                pushFront(ahead, target);
            } else if (here != null
                    && here.entry().type() != FileType.DIRECTORY
                    && ahead.stream().anyMatch(rest -> !rest.isEmpty())) {
                return Optional.empty();
            }
        }
        return ahead.isEmpty() ? Optional.ofNullable(files.get(join(walked))) : Optional.empty();
    }

    private static void pushFront(Deque<String> ahead, String target) {
        String[] parts = target.split("/");
        for (int i = parts.length - 1; i >= 0; i--) {
            ahead.addFirst(parts[i]);
        }
    }

    private static String join(Deque<String> parts) {
        return "/" + String.join("/", parts);
    }
}
