/** Colours source code when the site is built, so that no page needs a script for it. */
package dev.multistage.site.highlight;
