package dev.multistage.grader.image;

/**
 * What a tar archive says about one entry, extended headers applied.
 *
 * @param name the name as written
 * @param type the type flag; {@code '0'} for every form of regular file
 * @param size bytes of the entry once unpacked
 * @param storedSize bytes of content that follow in the archive; less than {@code size} for sparse
 *     files, 0 for types that have none
 * @param mode permission bits
 * @param uid numeric owner
 * @param gid numeric group
 * @param linkName what a link points to, as written
 * @param capabilities whether file capabilities are recorded
 */
record TarHeader(
        String name,
        char type,
        long size,
        long storedSize,
        int mode,
        long uid,
        long gid,
        String linkName,
        boolean capabilities) {}
