/**
 * Markdown of lessons and pages, with the directives that GitHub does not know. Only here is
 * commonmark.
 */
package dev.multistage.site.markdown;
