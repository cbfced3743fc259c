package dev.multistage.grader.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Removes what grades left on the engine whose process on this machine is gone. */
final class Leftovers {

    private final EngineHttp http;
    private final ImageCalls images;

    Leftovers(EngineHttp http, ImageCalls images) {
        this.http = http;
        this.images = images;
    }

    /** Counts the containers that would go; removes nothing. */
    static int count(EngineHttp http) {
        int count = 0;
        String owned = ImageCalls.filter(Map.of(Owner.LABEL, ""));
        for (JsonNode container : http.get("/containers/json?all=1&filters=" + owned)) {
            count += gone(container) ? 1 : 0;
        }
        return count;
    }

    Engine.Sweep sweep() {
        String owned = ImageCalls.filter(Map.of(Owner.LABEL, ""));
        Future<JsonNode> networks = http.async(() -> http.get("/networks?filters=" + owned));
        Future<Integer> swept = http.async(this::sweepImages);
        int containers = 0;
        for (JsonNode container : http.get("/containers/json?all=1&filters=" + owned)) {
            if (gone(container) && removed(path("/containers/", container) + "?force=1&v=1")) {
                containers++;
            }
        }
        int removed = 0;
        for (JsonNode network : value(networks)) {
            if (gone(network) && removed(path("/networks/", network))) {
                removed++;
            }
        }
        return new Engine.Sweep(containers, removed, value(swept));
    }

    /** Another process may be sweeping, too: what it is just removing is refused to this one. */
    private boolean removed(String path) {
        try {
            return http.delete(path);
        } catch (EngineException alreadyGoing) {
            return false;
        }
    }

    /**
     * An image goes by its names, which only the image itself has; its label can be inherited. One
     * that was pulled by digest has no tag.
     */
    private int sweepImages() {
        int removed = 0;
        for (ImageDescription image : images.images(Map.of(Owner.SUBMISSION, ""))) {
            List<String> names = new ArrayList<>(image.tags());
            names.addAll(image.repoDigests());
            for (String name : names) {
                if (Owner.ofName(name).filter(Owner::gone).isPresent()) {
                    images.remove(name);
                    removed++;
                }
            }
        }
        return removed;
    }

    private static boolean gone(JsonNode thing) {
        String owner = thing.path("Labels").path(Owner.LABEL).asText();
        return Owner.parse(owner).filter(Owner::gone).isPresent();
    }

    private static String path(String collection, JsonNode thing) {
        return collection + thing.path("Id").asText();
    }

    private <T> T value(Future<T> asked) {
        try {
            return asked.get();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new EngineException("Interrupted while tidying up.", "", stop);
        } catch (ExecutionException failed) {
            throw EngineErrors.lost(failed.getCause(), http.endpoint());
        }
    }
}
