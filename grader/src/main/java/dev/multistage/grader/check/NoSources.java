package dev.multistage.grader.check;

import dev.multistage.grader.image.LiveFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Demands that files which only the build needs are not in the image, under whatever name.
 *
 * @param files globs below {@code app/}
 */
@Describes(
        name = "no-sources",
        reference = "T04",
        summary = "Sources and tests are not in the image, whatever they are called there.",
        failures = {
            @Failure(
                    code = "sources-left",
                    title = "Sources are in the image",
                    why =
                            "Nothing runs them. They make the image larger and tell an attacker how the"
                                    + " program works.")
        })
public record NoSources(List<String> files) implements ImageCheck {

    public NoSources {
        if (files == null || files.isEmpty()) {
            throw new IllegalArgumentException("\"files\" names no file");
        }
        files = List.copyOf(files);
    }

    @Override
    public String requirement() {
        return "no sources in the image";
    }

    @Override
    public Outcome examine(ImageEvidence evidence) {
        List<Glob> globs = files.stream().map(Glob::of).toList();
        Map<String, String> unwanted = new LinkedHashMap<>();
        evidence.sources()
                .forEach(
                        (path, sha256) -> {
                            if (globs.stream().anyMatch(glob -> glob.matches(path))) {
                                unwanted.put(sha256, path);
                            }
                        });
        List<Place> places = new ArrayList<>();
        List<String> names = new ArrayList<>();
        long bytes = 0;
        for (LiveFile file : evidence.image().files().values()) {
            String source =
                    file.entry().size() == 0
                            ? null
                            : unwanted.get(file.entry().sha256().toString());
            if (source != null) {
                bytes += file.entry().size();
                names.add(source);
                places.add(evidence.at(file.entry().path(), file.entry().size()));
            }
        }
        if (places.isEmpty()) {
            return Outcome.passed("none");
        }
        return Outcome.failed("sources-left")
                .observed(
                        names.size()
                                + (names.size() == 1 ? " file" : " files")
                                + " of the sources, "
                                + Sizes.megabytes(bytes)
                                + ", for example "
                                + names.get(0))
                .expected("only what was built from them")
                .at(places.subList(0, Math.min(5, places.size())))
                .next(
                        "Copy the built files by name from the build stage, not the folder they lie in.");
    }
}
