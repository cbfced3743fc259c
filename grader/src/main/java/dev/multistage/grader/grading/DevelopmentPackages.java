package dev.multistage.grader.grading;

import dev.multistage.grader.image.DevDependencies;
import dev.multistage.grader.image.Image;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds out which packages a project needs for development only. */
final class DevelopmentPackages {

    private static final String INSTALLED = "/node_modules/.package-lock.json";

    private DevelopmentPackages() {}

    /** Returns whether a file of this name says which packages a project needs. */
    static boolean isManifest(String name) {
        return name.matches(
                "package(-lock)?\\.json|requirements[a-z-]*\\.txt|go\\.(mod|sum)|Cargo\\.lock");
    }

    /** Returns the contents of such files in a folder, by name and in the order of their names. */
    static Map<String, byte[]> manifests(Path folder) throws IOException {
        Map<String, byte[]> manifests = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (isManifest(name)) {
                    manifests.put(name, Files.readAllBytes(file));
                }
            }
        }
        return manifests;
    }

    /**
     * Returns the packages that lock file or requirements declare for development only.
     *
     * @param manifests contents by name
     * @throws IOException if a lock file is broken
     */
    static DevDependencies of(Map<String, byte[]> manifests) throws IOException {
        DevDependencies packages =
                manifests.containsKey("package-lock.json")
                        ? DevDependencies.ofPackageLock(manifests.get("package-lock.json"))
                        : DevDependencies.NONE;
        List<String> names = new ArrayList<>(requirements(manifests, "requirements-dev.txt"));
        names.removeAll(requirements(manifests, "requirements.txt"));
        return names.isEmpty() ? packages : packages.withPython(names);
    }

    private static List<String> requirements(Map<String, byte[]> manifests, String file) {
        byte[] content = manifests.getOrDefault(file, new byte[0]);
        return new String(content, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.strip().split("[^A-Za-z0-9._-]", 2)[0])
                .filter(name -> !name.isEmpty() && !name.startsWith("-"))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Returns those that npm itself noted beside the packages that it installed in an image. */
    static DevDependencies notedIn(Image image) {
        for (int layer = image.layers().size() - 1; layer >= 0; layer--) {
            for (Map.Entry<String, byte[]> kept :
                    image.layers().get(layer).keptContents().entrySet()) {
                String path = kept.getKey();
                if (path.endsWith(INSTALLED) && !path.contains("/lib" + INSTALLED)) {
                    try {
                        return DevDependencies.ofPackageLock(kept.getValue());
                    } catch (IOException broken) {
                        return DevDependencies.NONE;
                    }
                }
            }
        }
        return DevDependencies.NONE;
    }
}
