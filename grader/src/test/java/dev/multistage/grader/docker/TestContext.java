package dev.multistage.grader.docker;

import dev.multistage.grader.context.BuildContext;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** A build context from texts. */
record TestContext(byte[] archive) implements BuildContext {

    static TestContext of(String dockerfile, String... namesAndTexts) {
        Tar tar = new Tar().file("Dockerfile", dockerfile);
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            tar.file(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return new TestContext(tar.bytes());
    }

    @Override
    public InputStream tar() {
        return new ByteArrayInputStream(archive);
    }

    @Override
    public long bytes() {
        return archive.length;
    }

    @Override
    public String digest() {
        return "sha256:test";
    }
}
