package dev.multistage.grader.image;

import dev.multistage.grader.digest.Digest;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** Reads every content from its first to its last byte, as it streams by. */
final class StreamedContents implements FileContents {

    /** Long enough for most files to arrive in one piece. */
    private static final int CHUNK = 128 << 10;

    private final Optional<SecretSearch> search;
    private final ContentRecogniser recogniser = new ContentRecogniser();
    private final MessageDigest sha256 = Digest.sha256();
    private final Optional<BesideDigest> beside;
    private byte[] chunk = new byte[CHUNK];

    /**
     * @param search what is searched for in all contents
     * @param idle a single thread for the digests of long contents, if there is one to spare
     */
    StreamedContents(Optional<SecretSearch> search, Optional<ExecutorService> idle) {
        this.search = search;
        this.beside = idle.map(worker -> new BesideDigest(worker, CHUNK));
    }

    @Override
    public Content look(TarReader tar, String path, long size, byte[] kept) throws IOException {
        int length = tar.readNBytes(chunk, 0, (int) Math.min(CHUNK, size));
        ContentKind begun = recogniser.begin(size, chunk, length, FileParts.Source.STREAM);
        search.ifPresent(secrets -> secrets.begin(size, begun));
        // handing over costs more than the digest of what comes in one piece
        boolean handed = beside.isPresent() && size > CHUNK;
        // the last content may have ended in its middle, with a damaged layer
        sha256.reset();
        if (handed) {
            beside.get().begin();
        }
        long offset = 0;
        while (length > 0) {
            if (kept != null) {
                System.arraycopy(chunk, 0, kept, (int) offset, length);
            }
            if (search.isPresent()) {
                search.get().accept(chunk, length);
            }
            if (handed) {
                chunk = beside.get().update(chunk, length);
            } else {
                sha256.update(chunk, 0, length);
            }
            offset += length;
            length = tar.readNBytes(chunk, 0, CHUNK);
            if (length > 0) {
                recogniser.accept(offset, chunk, length);
            }
        }
        search.ifPresent(secrets -> secrets.finish(path, begun));
        ContentKind kind = recogniser.finish();
        Sha256 digest = handed ? beside.get().finish() : Sha256.of(sha256.digest());
        return new Content(digest, kind);
    }
}
