package dev.multistage.grader.advice;

import dev.multistage.grader.context.TreeEntry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Go module's own sources say about the C library. */
final class GoSources {

    /**
     * Packages of the standard library that bring the C library where cgo is on: {@code go list -f
     * '{{.ImportPath}} {{.Deps}}' std} of Go 1.26 with {@code runtime/cgo} among the latter. "C" is
     * cgo itself.
     */
    private static final Set<String> WITH_CGO =
            Set.of(
                    "C",
                    "archive/tar",
                    "crypto/tls",
                    "crypto/x509",
                    "expvar",
                    "log/syslog",
                    "mime/multipart",
                    "net",
                    "os/user",
                    "plugin",
                    "runtime/cgo");

    private static final Pattern WITH_NET =
            Pattern.compile("net/(http|mail|rpc|smtp|textproto)(/.*)?");

    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import\\s*(?:\\(([^)]*)\\)|([\\w.]*\\s*[\"`][^\"`]+[\"`]))");

    private static final Pattern QUOTED = Pattern.compile("[\"`]([^\"`]+)[\"`]");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package \\w");
    private static final Pattern MODULE = Pattern.compile("(?m)^module \\S");
    private static final Pattern REQUIRES = Pattern.compile("(?m)^\\s*require\\b");

    private GoSources() {}

    /**
     * Returns whether a program of this context is known to stand on nothing that calls the C
     * library, so that it is linked statically although cgo is on. Sources that are not there, and
     * modules of others, are not known.
     */
    static boolean needNoLibc(Reading reading) {
        List<TreeEntry> files =
                reading.context().map(context -> context.included()).orElse(List.of());
        Optional<String> module =
                files.stream()
                        .filter(entry -> entry.path().equals("go.mod"))
                        .map(NodeModules::read)
                        .findFirst();
        if (module.isEmpty()
                || !MODULE.matcher(module.get()).find()
                || REQUIRES.matcher(module.get()).find()) {
            return false;
        }
        List<String> sources =
                files.stream()
                        .filter(entry -> entry.path().endsWith(".go"))
                        .filter(entry -> !entry.path().endsWith("_test.go"))
                        .map(NodeModules::read)
                        .toList();
        return !sources.isEmpty()
                && sources.stream().allMatch(source -> PACKAGE.matcher(source).find())
                && sources.stream().noneMatch(GoSources::importsLibc);
    }

    private static boolean importsLibc(String source) {
        Matcher declaration = IMPORT.matcher(source);
        while (declaration.find()) {
            Matcher path = QUOTED.matcher(declaration.group());
            while (path.find()) {
                if (WITH_CGO.contains(path.group(1)) || WITH_NET.matcher(path.group(1)).matches()) {
                    return true;
                }
            }
        }
        return false;
    }
}
