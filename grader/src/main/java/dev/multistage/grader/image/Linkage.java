package dev.multistage.grader.image;

import dev.multistage.grader.image.ContentKind.Elf;
import dev.multistage.grader.image.ContentKind.ElfType;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Whether an image has what a program or library asks its loader for. A glibc program on Alpine
 * lacks its loader, and the kernel says "no such file or directory" of a file that is plainly
 * there.
 *
 * <p>Libraries are looked for where the loaders of glibc and musl look: the file's own search path,
 * {@code LD_LIBRARY_PATH}, the directories of the distribution. A directory that only {@code
 * ldconfig} was told of counts as well, and for a library the one that it lies in. What a program
 * opens by itself later is not known.
 *
 * @param loader the loader it names; empty if it names none
 * @param loaderFound whether the image has that loader; true if there is none to have
 * @param missing libraries that are not in the image, its libraries' ones included
 * @param glibcNeeded the newest version of the GNU C library that it asks for; empty if none
 * @param glibcFound the version in the image; empty if there is none
 */
public record Linkage(
        String loader,
        boolean loaderFound,
        List<String> missing,
        String glibcNeeded,
        String glibcFound) {

    public Linkage {
        missing = List.copyOf(missing);
    }

    /** Returns whether everything is there and new enough. */
    public boolean complete() {
        return loaderFound && missing.isEmpty() && !glibcTooOld();
    }

    /** Returns whether the image has an older GNU C library than the file was linked with. */
    public boolean glibcTooOld() {
        return !glibcFound.isEmpty() && Versions.compare(glibcNeeded, glibcFound) > 0;
    }

    /** Looks for what a file of an image asks for; a file that is no ELF file asks for nothing. */
    public static Linkage of(Image image, FileEntry file) {
        return new LibrarySearch(image).linkage(file);
    }

    /**
     * Looks for what each program and library of an image asks for and returns those that lack
     * something, by path.
     *
     * @param which the files that matter; usually those that no base image brought
     */
    public static SortedMap<String, Linkage> incomplete(Image image, Predicate<LiveFile> which) {
        LibrarySearch search = new LibrarySearch(image);
        SortedMap<String, Linkage> incomplete = new TreeMap<>();
        for (LiveFile file : image.files().values()) {
            boolean linked =
                    file.entry().isFile()
                            && file.entry().kind() instanceof Elf elf
                            && (elf.type() == ElfType.EXECUTABLE
                                    || elf.type() == ElfType.SHARED_OBJECT);
            if (linked && which.test(file)) {
                Linkage linkage = search.linkage(file.entry());
                if (!linkage.complete()) {
                    incomplete.put(file.entry().path(), linkage);
                }
            }
        }
        return incomplete;
    }
}
