package dev.multistage.grader.advice;

import dev.multistage.grader.dockerfile.BaseReference;
import dev.multistage.grader.dockerfile.BaseReference.ExternalImage;
import dev.multistage.grader.dockerfile.BaseReference.Scratch;
import dev.multistage.grader.dockerfile.ImageReference;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of images that everybody can pull: Docker's official images and distroless. Of all
 * others nothing is known, and rules stay silent.
 */
final class PublicImages {

    /** The C library of an image. */
    enum Libc {
        GLIBC,
        MUSL,
        /** None at all: only static programs start. */
        NONE,
        UNKNOWN
    }

    private static final String DISTROLESS = "gcr.io/distroless/";

    /** Official images on Debian, Ubuntu or a Red Hat relative, unless the tag says alpine. */
    private static final Set<String> GLIBC =
            Set.of(
                    "debian",
                    "ubuntu",
                    "golang",
                    "node",
                    "python",
                    "rust",
                    "gcc",
                    "maven",
                    "gradle",
                    "buildpack-deps",
                    "eclipse-temurin",
                    "amazoncorretto",
                    "openjdk",
                    "ruby",
                    "php",
                    "perl",
                    "nginx",
                    "httpd",
                    "redis",
                    "postgres",
                    "fedora",
                    "centos",
                    "rockylinux",
                    "almalinux",
                    "oraclelinux",
                    "amazonlinux",
                    "tomcat",
                    "pypy");

    private static final Map<String, String> TOOLCHAINS =
            Map.ofEntries(
                    Map.entry("golang", "the Go toolchain"),
                    Map.entry("rust", "the Rust toolchain"),
                    Map.entry("gcc", "GCC"),
                    Map.entry("maven", "Maven and a JDK"),
                    Map.entry("gradle", "Gradle and a JDK"),
                    Map.entry("sbt", "sbt and a JDK"),
                    Map.entry("haskell", "the Haskell toolchain"),
                    Map.entry("swift", "the Swift toolchain"),
                    Map.entry("buildpack-deps", "compilers and headers"),
                    Map.entry("mcr.microsoft.com/dotnet/sdk", "the .NET SDK"));

    /** Official images of languages whose full tag holds compilers, and where slim tags exist. */
    private static final Set<String> FULL = Set.of("node", "python", "ruby", "perl", "pypy");

    /** Official images that start as another user than root, at least in some of their tags. */
    private static final Set<String> NOT_ROOT =
            Set.of(
                    "elasticsearch",
                    "kibana",
                    "logstash",
                    "solr",
                    "memcached",
                    "haproxy",
                    "varnish",
                    "sonarqube",
                    "groovy",
                    "irssi",
                    "jetty",
                    "odoo",
                    "open-liberty",
                    "websphere-liberty",
                    "percona",
                    "kong",
                    "emqx",
                    "lightstreamer",
                    "geonetwork",
                    "rocket.chat",
                    "spark",
                    "jruby",
                    "neurodebian");

    /** Official images that have curl even where they are made small. */
    private static final Set<String> WITH_CURL = Set.of("php", "maven", "gradle");

    private static final Set<String> SHELL_LESS =
            Set.of("static", "base", "cc", "java", "nodejs", "python");

    private PublicImages() {}

    static boolean official(ImageReference image) {
        return image.registry().equals("docker.io") && image.repository().startsWith("library/");
    }

    static boolean distroless(ImageReference image) {
        return image.familiarName().startsWith(DISTROLESS);
    }

    static String tag(ImageReference image) {
        return image.effectiveTag().orElse("");
    }

    static boolean alpine(ImageReference image) {
        return tag(image).contains("alpine") || image.familiarName().equals("alpine");
    }

    static Libc libc(BaseReference base) {
        if (base instanceof Scratch) {
            return Libc.NONE;
        }
        return base instanceof ExternalImage external ? libc(external.reference()) : Libc.UNKNOWN;
    }

    static Libc libc(ImageReference image) {
        String name = image.familiarName();
        if (distroless(image)) {
            return name.startsWith(DISTROLESS + "static") ? Libc.NONE : Libc.GLIBC;
        }
        if (!official(image) || (image.tag().isEmpty() && image.digest().isPresent())) {
            return Libc.UNKNOWN;
        }
        if (alpine(image)) {
            return Libc.MUSL;
        }
        if (name.equals("busybox")) {
            return tag(image).contains("musl")
                    ? Libc.MUSL
                    : tag(image).contains("glibc") ? Libc.GLIBC : Libc.UNKNOWN;
        }
        return GLIBC.contains(name) ? Libc.GLIBC : Libc.UNKNOWN;
    }

    /**
     * Returns the working directory of a base, {@code /} where nothing is known.
     *
     * <p>Read in November 2026 in the images' histories (github.com/docker-library/repo-info, for
     * redis) and in the Dockerfiles of github.com/caddyserver/caddy-docker (2.11) and
     * github.com/composer/docker (latest).
     */
    static String directory(BaseReference base) {
        if (base instanceof ExternalImage external && official(external.reference())) {
            return switch (external.reference().familiarName()) {
                case "golang" -> "/go";
                case "gradle" -> "/home/gradle";
                case "tomcat" -> "/usr/local/tomcat";
                case "httpd" -> "/usr/local/apache2";
                case "jetty" -> "/var/lib/jetty";
                case "perl" -> "/usr/src/app";
                case "php" ->
                        tag(external.reference()).matches(".*(apache|fpm).*")
                                ? "/var/www/html"
                                : "/";
                case "groovy" -> "/home/groovy";
                case "ghost" -> "/var/lib/ghost";
                case "redis" -> "/data";
                case "caddy" -> tag(external.reference()).contains("builder") ? "/usr/bin" : "/srv";
                case "composer" -> "/app";
                default -> "/";
            };
        }
        return "/";
    }

    /** Returns what an image brings to build programs with. */
    static Optional<String> toolchain(ImageReference image) {
        String name = image.familiarName();
        if (name.equals("eclipse-temurin") || name.equals("openjdk")) {
            return tag(image).contains("jre") ? Optional.empty() : Optional.of("a JDK");
        }
        if (name.equals("amazoncorretto")) {
            return Optional.of("a JDK");
        }
        if (name.equals("swift") && tag(image).contains("slim")) {
            return Optional.empty();
        }
        return Optional.ofNullable(TOOLCHAINS.get(name));
    }

    /** Whether it is the large variant of a language's image. */
    static boolean fullVariant(ImageReference image) {
        String tag = tag(image);
        return official(image)
                && FULL.contains(image.familiarName())
                && image.effectiveTag().isPresent()
                && !tag.contains("slim")
                && !tag.contains("alpine")
                && !tag.contains("windows")
                && !tag.contains("nanoserver");
    }

    /** Whether programs run as root if the Dockerfile does not say otherwise. */
    static boolean startsAsRoot(ImageReference image) {
        if (distroless(image)) {
            return !tag(image).contains("nonroot");
        }
        return official(image)
                && !NOT_ROOT.contains(image.familiarName())
                && !tag(image).contains("nonroot")
                && !tag(image).contains("rootless");
    }

    /** Whether it is known to have no shell. */
    static boolean shellLess(ImageReference image) {
        return distroless(image)
                && !tag(image).contains("debug")
                && SHELL_LESS.stream()
                        .anyMatch(kind -> image.familiarName().startsWith(DISTROLESS + kind));
    }

    /** Whether it is known to lack a program that health checks like to call. */
    static boolean lacks(ImageReference image, String program) {
        if (!official(image)) {
            return shellLess(image);
        }
        boolean alpine = alpine(image);
        boolean nginx = image.familiarName().equals("nginx");
        boolean small =
                tag(image).contains("slim")
                        || Set.of("debian", "ubuntu").contains(image.familiarName());
        if (WITH_CURL.contains(image.familiarName())) {
            return false;
        }
        return switch (program) {
            // curl comes with the full images, and with nginx's alpine one unless it is slim
            case "curl" -> small || alpine && !nginx;
            case "wget" -> small && !alpine;
            default -> false;
        };
    }
}
