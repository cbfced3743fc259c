package dev.multistage.grader.base;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.multistage.grader.digest.Digest;
import dev.multistage.grader.docker.ImageDescription;
import dev.multistage.grader.dockerfile.ImageReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The stand-ins that can be made, read from {@code standins.json}. */
final class StandInCatalogue {

    private final Map<String, Download> downloads;
    private final List<StandIn> standIns;
    private final Map<String, StandIn> byCanonicalName = new HashMap<>();

    private StandInCatalogue(Map<String, Download> downloads, List<StandIn> standIns) {
        this.downloads = Map.copyOf(downloads);
        this.standIns = List.copyOf(standIns);
        for (StandIn standIn : standIns) {
            add(standIn.name(), standIn);
            standIn.aliases().forEach(alias -> add(alias, standIn));
        }
    }

    private void add(String name, StandIn standIn) {
        String canonical = ImageReference.parse(name).canonical();
        if (byCanonicalName.put(canonical, standIn) != null) {
            throw new IllegalStateException("two stand-ins are called " + name);
        }
    }

    /** Holds what is packed, which does not change, from its first use on. */
    private static final class Packed {
        static final StandInCatalogue CATALOGUE = read();
    }

    /** Returns the catalogue that is packed with the grader, read once. */
    static StandInCatalogue load() {
        return Packed.CATALOGUE;
    }

    private static StandInCatalogue read() {
        record Document(Map<String, Download> downloads, List<StandIn> standIns) {}
        ObjectMapper json =
                new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        try {
            Document document = json.readValue(resource("standins.json"), Document.class);
            return new StandInCatalogue(document.downloads(), document.standIns());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns a file that lies beside the catalogue. */
    static byte[] resource(String name) {
        try (InputStream in = StandInCatalogue.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns all stand-ins; one stands behind those that it is built on. */
    List<StandIn> standIns() {
        return standIns;
    }

    /** Returns the stand-in of this name, if there is one. A digest is not looked at. */
    Optional<StandIn> find(ImageReference reference) {
        return Optional.ofNullable(byCanonicalName.get(reference.withoutDigest().canonical()));
    }

    /** Returns the stand-in that a recipe names; that there is none is a defect. */
    StandIn get(String name) {
        return find(ImageReference.parse(name))
                .orElseThrow(() -> new IllegalStateException("no stand-in " + name));
    }

    Download download(String name) {
        Download download = downloads.get(name);
        if (download == null) {
            throw new IllegalStateException("no download " + name);
        }
        return download;
    }

    /**
     * Returns the names of all stand-ins for people, those that look most like this one first; two
     * that differ in nothing but {@code :nonroot} are one.
     */
    List<String> namesNearestTo(ImageReference reference) {
        Comparator<String> nearest =
                Comparator.comparingInt(
                        name -> {
                            ImageReference other = ImageReference.parse(name);
                            int repository = sameRepository(other, reference) ? 1000 : 0;
                            return -repository
                                    - commonPrefix(other.familiar(), reference.familiar());
                        });
        return standIns.stream()
                .map(StandIn::name)
                .filter(name -> !name.endsWith(":nonroot"))
                .sorted(nearest)
                .map(name -> name.replace(":latest", "[:nonroot]"))
                .toList();
    }

    /** Returns whether both names are of the same repository, whatever the tags. */
    static boolean sameRepository(ImageReference one, ImageReference other) {
        return one.registry().equals(other.registry())
                && one.repository().equals(other.repository());
    }

    private static int commonPrefix(String one, String other) {
        int length = Math.min(one.length(), other.length());
        int same = 0;
        while (same < length && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        return same;
    }

    /**
     * Returns whether an image is a stand-in that an earlier version of its recipe made. Images
     * that say nothing of a recipe are taken as they are.
     */
    boolean isOutdated(StandIn standIn, ImageDescription image) {
        String recipe = image.labels().getOrDefault(StandIn.RECIPE_LABEL, "");
        boolean own = standIn.name().equals(image.labels().get(StandIn.LABEL));
        return own && !recipe.isEmpty() && !recipe.equals(recipeDigest(standIn));
    }

    /** Returns a digest of everything that a stand-in's recipe says, the stand-ins below it too. */
    String recipeDigest(StandIn standIn) {
        StringBuilder recipe = new StringBuilder();
        recipe.append(standIn.target()).append('\n');
        if (!standIn.dockerfile().isEmpty()) {
            recipe.append(
                    new String(
                            resource(standIn.dockerfile() + ".Dockerfile"),
                            StandardCharsets.UTF_8));
        }
        for (String file : standIn.files()) {
            recipe.append(new String(resource(file), StandardCharsets.UTF_8));
        }
        new TreeMap<>(standIn.arguments())
                .forEach((name, value) -> recipe.append(name + "=" + value + "\n"));
        new TreeMap<>(standIn.downloads())
                .forEach((file, name) -> recipe.append(download(name).sha256() + "\n"));
        new TreeMap<>(standIn.bases())
                .forEach((argument, base) -> recipe.append(recipeDigest(get(base)) + "\n"));
        return Digest.of(recipe.toString()).hex();
    }
}
