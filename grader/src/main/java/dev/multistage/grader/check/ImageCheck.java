package dev.multistage.grader.check;

/** A check of the built image, without running it. */
public sealed interface ImageCheck extends Check
        permits EnvironmentSet,
                ImageSize,
                LibrariesFound,
                NoDevDependencies,
                NoPackageCache,
                NoSecrets,
                NoSetuid,
                NoShell,
                NoSources,
                NoToolchain,
                NoWastedBytes,
                OnlyRuntimeFiles,
                ProgramNotWritable,
                StaticBinary {

    /** Judges an image. */
    Outcome examine(ImageEvidence evidence);
}
