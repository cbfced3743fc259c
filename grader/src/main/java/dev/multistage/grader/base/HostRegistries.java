package dev.multistage.grader.base;

import dev.multistage.grader.docker.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How this machine reaches its package registries: certificates that its administrator added,
 * mirrors, proxies. Builds need the same, so stand-ins carry it, as files and never as ENV. On a
 * machine without special settings all of it is empty.
 *
 * <p>Addresses that hold a user's name or password are left out: they are secrets.
 *
 * @param certificates PEM files of added certificate authorities, by file name
 * @param bundle the machine's whole bundle of certificate authorities; empty if none was added
 * @param mirrors the machine's mirrors of Debian's archive; none on a machine that is not Debian
 * @param aptOptions lines for apt.conf
 * @param npm settings for npmrc
 * @param pip settings for pip.conf
 * @param go settings for go.env
 * @param cargo lines for cargo's config.toml
 * @param proxies proxy variables of the environment, for the steps of a stand-in's own build
 */
record HostRegistries(
        Map<String, byte[]> certificates,
        byte[] bundle,
        DebianSources mirrors,
        List<String> aptOptions,
        Map<String, String> npm,
        Map<String, String> pip,
        Map<String, String> go,
        List<String> cargo,
        Map<String, String> proxies) {

    private static final Pattern APT_OPTION =
            Pattern.compile(
                    "Acquire::(Check-Valid-Until|Check-Date|Retries|https?::Proxy(::\\S+)?) .*");
    private static final Pattern CREDENTIALS = Pattern.compile("://[^/@\\s]+@");
    private static final List<String> NPM_KEYS = List.of("registry", "proxy", "https-proxy");
    private static final List<String> PIP_KEYS =
            List.of("index-url", "extra-index-url", "trusted-host", "proxy");
    private static final List<String> GO_KEYS =
            List.of("GOPROXY", "GOSUMDB", "GONOSUMDB", "GOPRIVATE", "GONOPROXY");
    private static final Pattern CARGO_SECTION =
            Pattern.compile("\\[(http|net|registry|(source|registries)\\..+)]");
    private static final Pattern CARGO_LOCAL =
            Pattern.compile("(token|credential-provider|cainfo|directory|local-registry)\\s*=");
    private static final List<String> PROXY_KEYS =
            List.of(
                    "HTTP_PROXY",
                    "HTTPS_PROXY",
                    "NO_PROXY",
                    "http_proxy",
                    "https_proxy",
                    "no_proxy");

    /**
     * Reads the settings.
     *
     * @param root the root of the file system
     * @param home the user's home directory
     * @param debian whether the machine runs Debian itself
     * @param aptConfiguration what {@code apt-config dump} prints
     */
    static HostRegistries read(
            Path root,
            Path home,
            Map<String, String> environment,
            boolean debian,
            List<String> aptConfiguration) {
        Map<String, byte[]> certificates =
                certificates(root.resolve("usr/local/share/ca-certificates"));
        Path bundle = root.resolve("etc/ssl/certs/ca-certificates.crt");
        return new HostRegistries(
                certificates,
                certificates.isEmpty() || !Files.isReadable(bundle) ? new byte[0] : bytes(bundle),
                debian ? DebianSources.read(root) : new DebianSources("", ""),
                aptConfiguration.stream()
                        .filter(line -> APT_OPTION.matcher(line).matches())
                        .filter(HostRegistries::holdsNoSecret)
                        .toList(),
                npm(root, home, environment),
                pip(root, home, environment),
                go(home, environment),
                cargo(home, environment),
                selected(environment, PROXY_KEYS));
    }

    /** Returns the settings as the files that a recipe finds under {@code settings/}. */
    Map<String, byte[]> files() {
        Map<String, byte[]> files = new TreeMap<>();
        certificates.forEach((name, pem) -> files.put("certificates/" + name, pem));
        files.put("ca-bundle.pem", bundle);
        files.put("apt.conf", text(String.join("\n", aptOptions)));
        Map<String, String> npmrc = new LinkedHashMap<>(npm);
        if (bundle.length > 0) {
            // npm's cafile takes the place of its built-in authorities, so it gets the whole bundle
            npmrc.put("cafile", "/usr/local/etc/ca-bundle.pem");
        }
        files.put("npmrc", lines("", npmrc, "="));
        files.put("pip.conf", lines("[global]\n", pip, " = "));
        files.put("go.env", lines("", go, "="));
        files.put("cargo.toml", text(String.join("\n", cargo)));
        return files;
    }

    private static byte[] lines(String heading, Map<String, String> settings, String separator) {
        StringBuilder lines = new StringBuilder();
        settings.forEach((k, v) -> lines.append(k).append(separator).append(v).append('\n'));
        return settings.isEmpty() ? new byte[0] : text((heading + lines).strip());
    }

    private static byte[] text(String lines) {
        return (lines.isEmpty() ? "" : lines + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> certificates(Path directory) {
        Map<String, byte[]> found = new TreeMap<>();
        if (!Files.isDirectory(directory)) {
            return found;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.filter(file -> file.toString().endsWith(".crt"))
                    .filter(Files::isReadable)
                    .forEach(file -> found.put(file.getFileName().toString(), bytes(file)));
            return found;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, String> npm(Path root, Path home, Map<String, String> environment) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (Path file :
                List.of(
                        root.resolve("etc/npmrc"),
                        root.resolve("usr/etc/npmrc"),
                        root.resolve("usr/local/etc/npmrc"),
                        home.resolve(".npmrc"))) {
            settings.putAll(selected(settings(file, ""), NPM_KEYS));
        }
        for (String key : NPM_KEYS) {
            String variable = "npm_config_" + key.replace('-', '_');
            put(settings, key, environment.get(variable.toUpperCase(Locale.ROOT)));
            put(settings, key, environment.get(variable));
        }
        return settings;
    }

    private static Map<String, String> pip(Path root, Path home, Map<String, String> environment) {
        Map<String, String> settings = new LinkedHashMap<>();
        List<Path> files =
                new ArrayList<>(
                        List.of(
                                root.resolve("etc/xdg/pip/pip.conf"),
                                root.resolve("etc/pip.conf"),
                                home.resolve(".pip/pip.conf"),
                                home.resolve(".config/pip/pip.conf")));
        if (environment.containsKey("PIP_CONFIG_FILE")) {
            files.add(Path.of(environment.get("PIP_CONFIG_FILE")));
        }
        files.forEach(file -> settings.putAll(selected(settings(file, "global"), PIP_KEYS)));
        for (String key : PIP_KEYS) {
            String variable = "PIP_" + key.replace('-', '_').toUpperCase(Locale.ROOT);
            put(settings, key, environment.get(variable));
        }
        return settings;
    }

    private static Map<String, String> go(Path home, Map<String, String> environment) {
        Path file =
                environment.containsKey("GOENV")
                        ? Path.of(environment.get("GOENV"))
                        : home.resolve(".config/go/env");
        Map<String, String> settings = new LinkedHashMap<>(selected(settings(file, ""), GO_KEYS));
        settings.putAll(selected(environment, GO_KEYS));
        return settings;
    }

    /**
     * Returns the sections of cargo's configuration that say where crates come from. Compilers and
     * flags of the host are none of a build's business, and paths of the host lead nowhere there.
     */
    private static List<String> cargo(Path home, Map<String, String> environment) {
        Path directory =
                environment.containsKey("CARGO_HOME")
                        ? Path.of(environment.get("CARGO_HOME"))
                        : home.resolve(".cargo");
        Path file =
                Stream.of("config.toml", "config")
                        .map(directory::resolve)
                        .filter(Files::isRegularFile)
                        .filter(Files::isReadable)
                        .findFirst()
                        .orElse(null);
        if (file == null) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        boolean wanted = false;
        for (String line : new String(bytes(file), StandardCharsets.UTF_8).lines().toList()) {
            String text = line.strip();
            if (text.startsWith("[")) {
                wanted = CARGO_SECTION.matcher(text).matches();
            }
            if (wanted && !text.isEmpty() && !CARGO_LOCAL.matcher(text).lookingAt()) {
                lines.add(text);
            }
        }
        return lines.stream().allMatch(HostRegistries::holdsNoSecret) ? lines : List.of();
    }

    private static Map<String, String> selected(Map<String, String> settings, List<String> keys) {
        Map<String, String> some = new LinkedHashMap<>();
        keys.forEach(key -> put(some, key, settings.get(key)));
        return some;
    }

    private static void put(Map<String, String> settings, String key, String value) {
        if (value != null && !value.isBlank() && holdsNoSecret(value)) {
            settings.put(key, value);
        }
    }

    private static boolean holdsNoSecret(String value) {
        return !CREDENTIALS.matcher(value).find();
    }

    /** Reads the settings of this machine. */
    static HostRegistries ofThisMachine() throws IOException, InterruptedException {
        List<String> aptConfiguration = List.of();
        if (HostCommand.find("apt-config").isPresent()) {
            HostCommand.Ended dump =
                    HostCommand.run(
                            List.of("apt-config", "dump"), Path.of("/"), Map.of(), () -> {});
            aptConfiguration = dump.output().lines().toList();
        }
        return read(
                Path.of("/"),
                Path.of(System.getProperty("user.home")),
                System.getenv(),
                HostTools.isDebian(Machine.ofThisOne()),
                aptConfiguration);
    }

    /** Reads lines {@code key = value} of one section; the lines before any section are "". */
    private static Map<String, String> settings(Path file, String section) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            return settings;
        }
        String current = "";
        for (String line : new String(bytes(file), StandardCharsets.UTF_8).lines().toList()) {
            String text = line.strip();
            if (text.startsWith("[") && text.endsWith("]")) {
                current = text.substring(1, text.length() - 1);
            } else if (current.equals(section) && text.matches("[A-Za-z].*=.*")) {
                String[] parts = text.split("=", 2);
                settings.put(parts[0].strip(), parts[1].strip());
            }
        }
        return settings;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
