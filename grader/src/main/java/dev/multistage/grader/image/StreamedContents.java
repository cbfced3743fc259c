package dev.multistage.grader.image;

import dev.multistage.grader.digest.Digest;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Optional;

/** Reads every content from its first to its last byte, as it streams by. */
final class StreamedContents implements FileContents {

    /** Long enough for most files to arrive in one piece. */
    private static final int CHUNK = 128 << 10;

    private final Optional<SecretSearch> search;
    private final ContentRecogniser recogniser = new ContentRecogniser();
    private final MessageDigest sha256 = Digest.sha256();
    private final byte[] chunk = new byte[CHUNK];

    /**
     * @param search what is searched for in all contents
     */
    StreamedContents(Optional<SecretSearch> search) {
        this.search = search;
    }

    @Override
    public Content look(TarReader tar, String path, long size, byte[] kept) throws IOException {
        int length = tar.readNBytes(chunk, 0, (int) Math.min(CHUNK, size));
        ContentKind begun = recogniser.begin(size, chunk, length, FileParts.Source.STREAM);
        search.ifPresent(secrets -> secrets.begin(size, begun));
        long offset = 0;
        while (length > 0) {
            sha256.update(chunk, 0, length);
            if (kept != null) {
                System.arraycopy(chunk, 0, kept, (int) offset, length);
            }
            if (search.isPresent()) {
                search.get().accept(chunk, length);
            }
            offset += length;
            length = tar.read(chunk, 0, CHUNK);
            if (length > 0) {
                recogniser.accept(offset, chunk, length);
            }
        }
        search.ifPresent(secrets -> secrets.finish(path, begun));
        return new Content(Sha256.of(sha256.digest()), recogniser.finish());
    }
}
