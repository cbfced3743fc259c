/**
 * The site on the loopback interface, with live results: {@link
 * dev.multistage.site.serve.CourseServer} answers requests, {@link
 * dev.multistage.site.serve.Watcher} notices new attempts, {@link dev.multistage.site.serve.Events}
 * tells open pages.
 */
package dev.multistage.site.serve;
