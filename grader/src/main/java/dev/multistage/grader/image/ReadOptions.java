package dev.multistage.grader.image;

import java.util.List;

/**
 * How an archive is read.
 *
 * @param filter which files keep their content; with another one than {@link ContentFilter#DEFAULT}
 *     the cache is not used, because it does not know what that one wants
 * @param budget how much is read before the archive is refused
 * @param fromEngine whether an engine that is trusted writes the archive; then layers are known
 *     again by their names in it, and not looked at a second time, and their digests are believed:
 *     an engine compares them while it writes
 * @param secrets what is looked for in the bytes of all layers; if there is any, every layer is
 *     read, known or not
 */
public record ReadOptions(
        ContentFilter filter, Budget budget, boolean fromEngine, List<Secret> secrets) {

    /** For archives of any source, with the default filter and budget. */
    public static final ReadOptions DEFAULT =
            new ReadOptions(ContentFilter.DEFAULT, Budget.DEFAULT, false, List.of());

    /** For what {@code GET /images/NAME/get} of an engine returns. */
    public static final ReadOptions FROM_ENGINE =
            new ReadOptions(ContentFilter.DEFAULT, Budget.DEFAULT, true, List.of());

    public ReadOptions {
        secrets = List.copyOf(secrets);
    }

    /** Returns these options with another filter. */
    public ReadOptions keeping(ContentFilter newFilter) {
        return new ReadOptions(newFilter, budget, fromEngine, secrets);
    }

    /** Returns these options with another budget. */
    public ReadOptions within(Budget newBudget) {
        return new ReadOptions(filter, newBudget, fromEngine, secrets);
    }

    /** Returns these options with secrets to look for. */
    public ReadOptions searching(List<Secret> newSecrets) {
        return new ReadOptions(filter, budget, fromEngine, newSecrets);
    }
}
