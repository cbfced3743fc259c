/**
 * What an image is made of: layers, files, the bytes of each and why they are there. Reads {@code
 * docker save} archives and OCI layouts as a stream; never unpacks anything to disk.
 *
 * <p>All sizes are bytes. Paths are absolute, cleaned, and unescaped text from the image: whoever
 * prints them makes them safe for a terminal.
 */
package dev.multistage.grader.image;
