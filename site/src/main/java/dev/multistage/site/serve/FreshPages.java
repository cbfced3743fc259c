package dev.multistage.site.serve;

import dev.multistage.grader.site.SiteDefectException;
import dev.multistage.site.source.SourceState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The pages as their sources are now. Whoever asks for a page has them made again if a source was
 * written since; while the sources have defects the pages from before are kept.
 */
final class FreshPages {

    /** Makes all pages. */
    interface Maker {
        ServedPages make() throws SiteDefectException;
    }

    private final Path root;
    private final Maker maker;
    private final CompletableFuture<ServedPages> first = new CompletableFuture<>();
    private volatile ServedPages last;
    private SourceState state;
    private SiteDefectException defects;

    /**
     * Pages that are still to be made.
     *
     * @param root the checkout that they are made from
     * @param maker makes them
     */
    FreshPages(Path root, Maker maker) {
        this.root = root;
        this.maker = maker;
    }

    /** Begins to make the pages, on a thread of its own. */
    void begin() {
        state = look();
        first.completeAsync(
                () -> {
                    try {
                        return maker.make();
                    } catch (SiteDefectException said) {
                        throw new CompletionException(said);
                    }
                });
    }

    private SourceState look() {
        try {
            return SourceState.of(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what becomes of the pages that are made first. */
    CompletableFuture<ServedPages> first() {
        return first;
    }

    /** Returns pages without looking whether there are newer ones. */
    ServedPages last() {
        ServedPages made = last;
        return made == null ? first.join() : made;
    }

    /**
     * Returns the pages of the sources as they are now.
     *
     * @throws SiteDefectException if no pages can be made of them
     */
    synchronized ServedPages now() throws SiteDefectException {
        ServedPages before = last();
        // before reading: what is written meanwhile is seen at the next request
        SourceState now = look();
        if (!now.equals(state)) {
            state = now;
            defects = null;
            try {
                before = maker.make();
                last = before;
            } catch (SiteDefectException said) {
                defects = said;
            }
        }
        if (defects != null) {
            throw defects;
        }
        return before;
    }
}
