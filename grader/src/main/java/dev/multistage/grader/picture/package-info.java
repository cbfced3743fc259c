/**
 * Pictures of images: bytes by line, directories, layers. Records in, HTML with inline SVG out.
 *
 * <p>They are drawn for a strict content security policy (no script, no {@code style} attribute),
 * follow the page's theme through the classes in {@link PictureStyle}, say everything in text too,
 * and are the same bytes for the same input.
 */
package dev.multistage.grader.picture;
