/** Text made safe inside HTML. */
package dev.multistage.site.html;
