/** Digests of contents, for every other package. */
package dev.multistage.grader.digest;
