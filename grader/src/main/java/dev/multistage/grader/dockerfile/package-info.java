/**
 * Dockerfiles, understood as BuildKit understands them: a library without I/O and without an
 * engine.
 *
 * <p>{@link dev.multistage.grader.dockerfile.Dockerfile} is the way in. It gives instructions with
 * the place of every word, stages and what they stand on, the images that a build needs from
 * outside, what the instructions leave behind, and the problems that BuildKit would meet only while
 * it builds. {@link dev.multistage.grader.dockerfile.ShellScript} takes the text of a RUN apart.
 *
 * <pre>{@code
 * Dockerfile dockerfile = Dockerfile.parse(Files.readAllBytes(path));
 *
 * for (ImageUse image : dockerfile.externalImages()) {
 *     System.out.println(image.position() + " needs " + image.reference().familiar());
 * }
 *
 * dockerfile.effective(Keyword.USER).ifPresentOrElse(
 *         user -> System.out.println("runs as " + user.arguments() + ", line " + user.startLine()),
 *         () -> System.out.println("runs as whoever the base image says"));
 *
 * for (Instruction run : dockerfile.finalStage().instructions()) {
 *     run.script().ifPresent(script -> script.commands().stream()
 *             .filter(command -> command.program().filter("apt-get"::equals).isPresent())
 *             .filter(command -> command.has("install"))
 *             .forEach(command -> System.out.println(command.words().get(0).start())));
 * }
 * }</pre>
 *
 * <p>A file that BuildKit does not read is a {@link
 * dev.multistage.grader.dockerfile.DockerfileSyntaxException} with BuildKit's message, the line,
 * the column and the quoted line. Everything else is data.
 */
package dev.multistage.grader.dockerfile;
