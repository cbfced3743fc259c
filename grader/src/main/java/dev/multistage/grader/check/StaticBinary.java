package dev.multistage.grader.check;

import dev.multistage.grader.image.ContentKind;
import dev.multistage.grader.image.LiveFile;
import java.util.Optional;

/** Demands that the program which the image starts is a statically linked binary. */
@Describes(
        name = "static-binary",
        reference = "T16",
        summary =
                "The program that the image starts is a static binary: it needs no loader and no library.",
        failures = {
            @Failure(
                    code = "not-static",
                    title = "The program is not a static binary",
                    why =
                            "A dynamic binary needs its loader and libraries in the image. On scratch"
                                    + " they are missing, and the kernel says \"no such file or"
                                    + " directory\".")
        })
public record StaticBinary() implements ImageCheck {

    @Override
    public String requirement() {
        return "the program is a static binary";
    }

    @Override
    public Outcome examine(ImageEvidence evidence) {
        Optional<LiveFile> program = EntryProgram.file(evidence.image());
        Outcome.FailureBuilder failure =
                Outcome.failed("not-static").expected("a static ELF binary");
        if (program.isEmpty()) {
            return failure.observed("the image starts no program that is in it")
                    .at(EntryProgram.places(evidence))
                    .next("Name the program's path in ENTRYPOINT or CMD.");
        }
        String path = program.get().entry().path();
        long size = program.get().entry().size();
        ContentKind kind = program.get().entry().kind();
        if (kind instanceof ContentKind.Elf elf) {
            if (elf.isStatic()) {
                return Outcome.passed(path + ", " + Sizes.megabytes(size));
            }
            return failure.observed(
                            path
                                    + " wants the loader "
                                    + elf.interpreter()
                                    + (elf.neededLibraries().isEmpty()
                                            ? ""
                                            : " and " + String.join(", ", elf.neededLibraries())))
                    .at(evidence.at(path, size))
                    .next("Build with CGO_ENABLED=0.");
        }
        return failure.observed(path + " is not a binary")
                .at(evidence.at(path, size))
                .next("Start the compiled program itself.");
    }
}
