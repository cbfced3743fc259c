package dev.multistage.grader.docker;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Proxies, as environment variables name them.
 *
 * @param variables {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code NO_PROXY}, those that are set
 */
record ProxySettings(Map<String, String> variables) {

    private static final List<String> NAMES = List.of("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY");

    ProxySettings {
        variables = Map.copyOf(variables);
    }

    /** Returns the proxies of an environment; small letters win, as for most programs. */
    static ProxySettings of(Map<String, String> environment) {
        Map<String, String> found = new TreeMap<>();
        for (String name : NAMES) {
            String small = environment.getOrDefault(name.toLowerCase(Locale.ROOT), "");
            String value = small.isEmpty() ? environment.getOrDefault(name, "") : small;
            if (!value.isEmpty()) {
                found.put(name, value);
            }
        }
        return new ProxySettings(found);
    }

    /** Returns whether there is a proxy. */
    boolean any() {
        return variables.containsKey("HTTP_PROXY") || variables.containsKey("HTTPS_PROXY");
    }

    /** Returns the proxy that leads to a server, if one does. */
    Optional<URI> proxyFor(URI server) {
        String name = "http".equals(server.getScheme()) ? "HTTP_PROXY" : "HTTPS_PROXY";
        String proxy = variables.getOrDefault(name, "");
        if (proxy.isEmpty() || excepted(server.getHost())) {
            return Optional.empty();
        }
        try {
            return Optional.of(URI.create(proxy.contains("://") ? proxy : "http://" + proxy));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private boolean excepted(String host) {
        if (host == null) {
            return true;
        }
        for (String entry : variables.getOrDefault("NO_PROXY", "").split("[, ]+")) {
            String domain = entry.startsWith(".") ? entry.substring(1) : entry;
            if (entry.equals("*") || host.equals(domain) || host.endsWith("." + domain)) {
                return !domain.isEmpty();
            }
        }
        return false;
    }

    /** Returns them for a line of text, without passwords. */
    String inWords() {
        return new TreeMap<>(variables)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + withoutPassword(entry.getValue()))
                        .collect(Collectors.joining(", "));
    }

    /** Takes user and password out of an address. */
    static String withoutPassword(String address) {
        return address.replaceFirst("//[^/@]*@", "//…@");
    }
}
