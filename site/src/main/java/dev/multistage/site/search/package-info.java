/** What the search in the browser searches. */
package dev.multistage.site.search;
