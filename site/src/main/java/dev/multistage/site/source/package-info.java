/** What the site is made from: files of the repository, pieces of them, and what was measured. */
package dev.multistage.site.source;
