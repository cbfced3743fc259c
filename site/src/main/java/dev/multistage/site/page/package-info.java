/** The kinds of pages, and the frame that all of them stand in. */
package dev.multistage.site.page;
