package dev.multistage.site.page;

import java.util.Locale;
import java.util.Map;

/** Names of programming languages as people write them. */
final class Languages {

    private static final Map<String, String> NAMES =
            Map.of("go", "Go", "node", "Node.js", "python", "Python", "rust", "Rust");

    private Languages() {}

    static String name(String language) {
        return NAMES.getOrDefault(language.toLowerCase(Locale.ROOT), language);
    }
}
