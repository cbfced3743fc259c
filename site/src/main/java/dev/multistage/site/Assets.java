package dev.multistage.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Style sheet, scripts and pictures that every site has. */
final class Assets {

    private static final List<String> OURS =
            List.of("site.css", "theme.js", "site.js", "search.js", "icon.svg");

    private Assets() {}

    /** Returns their bytes by path from the root of the site. */
    static Map<String, byte[]> all() {
        Map<String, byte[]> assets = new LinkedHashMap<>();
        for (String name : OURS) {
            assets.put("assets/" + name, read("/dev/multistage/site/assets/" + name));
        }
        assets.put("assets/lunr.js", read(webjar()));
        return assets;
    }

    /** The library of the search, from its package. */
    private static String webjar() {
        Properties of = new Properties();
        try (InputStream in =
                Assets.class.getResourceAsStream(
                        "/META-INF/maven/org.webjars.npm/lunr/pom.properties")) {
            of.load(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return "/META-INF/resources/webjars/lunr/" + of.getProperty("version") + "/lunr.min.js";
    }

    private static byte[] read(String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
