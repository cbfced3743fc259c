/**
 * Build contexts: which files a build gets, and how they are sent.
 *
 * <p>{@link dev.multistage.grader.context.FileTree} holds files from a directory, from memory or
 * from both; {@link dev.multistage.grader.context.IgnoreRules} is a .dockerignore with exactly
 * moby's meaning; {@link dev.multistage.grader.context.FilteredContext} puts them together to the
 * archive that BuildKit takes.
 *
 * <pre>{@code
 * FileTree tree = FileTree.of(Path.of("app")).with("version.txt", "42");
 * FilteredContext context = FilteredContext.of(tree, "Dockerfile");
 *
 * context.bytes();        // what is sent, in bytes
 * context.ignoredBytes(); // what .dockerignore saves
 * for (FilteredContext.Excluded left : context.excluded()) {
 *     left.rule().ifPresent(rule -> System.out.println(left.entry().path() + ": line " + rule.line()));
 * }
 * try (InputStream tar = context.tar()) {
 *     // POST /build?version=2
 * }
 * }</pre>
 */
package dev.multistage.grader.context;
