package dev.multistage.grader.image;

import java.io.IOException;

/** Finds out what the files of a layer contain. */
interface FileContents {

    /**
     * What is known of a content.
     *
     * @param sha256 its digest, or what stands for it
     * @param kind what it is
     */
    record Content(Sha256 sha256, ContentKind kind) {

        static final Content NONE = new Content(Sha256.OF_NOTHING, ContentKind.Simple.NOTHING);
    }

    /**
     * Looks at the content of the entry that the archive is at.
     *
     * @param path the file's path in the image
     * @param size bytes, more than 0
     * @param kept where the whole content is to be put; null if it is not to be kept
     */
    Content look(TarReader tar, String path, long size, byte[] kept) throws IOException;
}
