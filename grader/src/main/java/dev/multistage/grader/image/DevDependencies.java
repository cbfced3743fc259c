package dev.multistage.grader.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packages that a project needs for development only, and how to tell their files.
 *
 * @param nodePackages their places in a lock file, for example {@code node_modules/typescript}
 * @param otherNodePackages places of the packages that are needed to run
 * @param pythonPackages their names, normalised as by PEP 503
 */
public record DevDependencies(
        Set<String> nodePackages, Set<String> otherNodePackages, Set<String> pythonPackages) {

    /** No such packages. */
    public static final DevDependencies NONE = new DevDependencies(Set.of(), Set.of(), Set.of());

    private static final String MODULES = "node_modules/";
    private static final Pattern DIST_INFO = Pattern.compile("/([^/]+)-[^-/]+\\.(dist|egg)-info/");
    private static final Pattern PACKAGES = Pattern.compile("[-/]packages/([^/]+)");

    public DevDependencies {
        nodePackages = Set.copyOf(nodePackages);
        otherNodePackages = Set.copyOf(otherNodePackages);
        pythonPackages = Set.copyOf(pythonPackages);
    }

    /**
     * Reads a {@code package-lock.json} of version 2 or 3, or npm's {@code .package-lock.json}. A
     * package counts if npm marks it {@code dev}, or {@code devOptional}: needed for development or
     * optional, never needed to run.
     *
     * @throws ArchiveException if it is no such file
     * @see "package-lock.json in the documentation of npm 11"
     */
    public static DevDependencies ofPackageLock(byte[] lock) throws ArchiveException {
        JsonNode packages =
                ImageConfigJson.parse(new ObjectMapper(), lock, "package-lock.json")
                        .path("packages");
        if (!packages.isObject()) {
            throw new ArchiveException("package-lock.json has no packages: is it of version 1?");
        }
        Set<String> dev = new HashSet<>();
        Set<String> other = new HashSet<>();
        for (Map.Entry<String, JsonNode> each : packages.properties()) {
            boolean only =
                    each.getValue().path("dev").asBoolean(false)
                            || each.getValue().path("devOptional").asBoolean(false);
            if (each.getKey().contains(MODULES)) {
                (only ? dev : other).add(each.getKey());
            }
        }
        return new DevDependencies(dev, other, Set.of());
    }

    /** Returns these and Python packages of these names. */
    public DevDependencies withPython(List<String> names) {
        Set<String> normalised = new HashSet<>(pythonPackages);
        names.forEach(name -> normalised.add(normalise(name)));
        return new DevDependencies(nodePackages, otherNodePackages, normalised);
    }

    private static String normalise(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }

    /** Returns the name of the development package that a file belongs to. */
    Optional<String> packageOf(String path) {
        Optional<String> node = nodePackages.isEmpty() ? Optional.empty() : nodePackage(path);
        return node.isPresent() || pythonPackages.isEmpty() ? node : pythonPackage(path);
    }

    private Optional<String> nodePackage(String path) {
        int first = path.indexOf("/" + MODULES);
        // What is installed globally is not what the lock file speaks of.
        if (first < 0 || path.startsWith("/lib/", first - 4)) {
            return Optional.empty();
        }
        List<String> places = places(path.substring(first + 1));
        for (int i = places.size() - 1; i >= 0; i--) {
            if (otherNodePackages.contains(places.get(i))) {
                return Optional.empty();
            }
            if (nodePackages.contains(places.get(i))) {
                return Optional.of(name(places.get(i)));
            }
        }
        return places.isEmpty() ? Optional.empty() : byName(name(places.get(places.size() - 1)));
    }

    /** Returns the places of the packages that enclose a file, the outermost first. */
    private static List<String> places(String path) {
        List<String> places = new ArrayList<>();
        int at = 0;
        while (path.startsWith(MODULES, at)) {
            int end = path.indexOf('/', at + MODULES.length());
            if (end >= 0 && path.charAt(at + MODULES.length()) == '@') {
                end = path.indexOf('/', end + 1);
            }
            if (end < 0) {
                return places;
            }
            places.add(path.substring(0, end));
            at = path.indexOf("/" + MODULES, end) + 1;
            if (at == 0) {
                return places;
            }
        }
        return places;
    }

    private static String name(String place) {
        return place.substring(place.lastIndexOf(MODULES) + MODULES.length());
    }

    /** For layouts that differ from the lock file, as pnpm's: the name must be a dev one only. */
    private Optional<String> byName(String name) {
        String end = MODULES + name;
        boolean dev = nodePackages.contains(end);
        return dev && !otherNodePackages.contains(end) ? Optional.of(name) : Optional.empty();
    }

    /**
     * Python packages lie in {@code site-packages} and {@code dist-packages}, or where {@code pip
     * install --target} was told to put them: there their {@code .dist-info} gives them away.
     */
    private Optional<String> pythonPackage(String path) {
        Matcher info = DIST_INFO.matcher(path);
        Matcher place = PACKAGES.matcher(path);
        String top = info.find() ? info.group(1) : place.find() ? place.group(1) : "";
        String name = normalise(top.replaceFirst("\\.py$", ""));
        return pythonPackages.contains(name) ? Optional.of(name) : Optional.empty();
    }
}
