package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImageDiskTest {

    private final ImageDisk disk = new ImageDisk();

    @Test
    void countsWhatIsSharedOnceAndOnlyIfNobodyElseHasIt() {
        add("base", layer(1, "base", 100));
        add("one", layer(2, "COPY app", 10), layer(1, "base", 100));
        add("two", layer(3, "COPY app", 7), layer(1, "base", 100));

        assertEquals(10, disk.freedBy(Set.of("one")));
        assertEquals(17, disk.freedBy(Set.of("one", "two")));
        assertEquals(0, disk.freedBy(Set.of("base")));
        assertEquals(117, disk.freedBy(Set.of("base", "one", "two")));
    }

    @Test
    void tellsLayersApartThatStandOnDifferentOnes() {
        add("one", layer(2, "WORKDIR /app", 4), layer(1, "alpine", 8));
        add("two", layer(2, "WORKDIR /app", 4), layer(1, "debian", 80));

        assertEquals(12, disk.freedBy(Set.of("one")));
    }

    private void add(String id, ArrayNode... newestFirst) {
        ArrayNode history = new JsonMapper().createArrayNode();
        for (ArrayNode layer : newestFirst) {
            history.addAll(layer);
        }
        disk.add(id, history);
    }

    private static ArrayNode layer(int created, String by, long size) {
        ArrayNode one = new JsonMapper().createArrayNode();
        one.addObject().put("Created", created).put("CreatedBy", by).put("Size", size);
        return one;
    }
}
