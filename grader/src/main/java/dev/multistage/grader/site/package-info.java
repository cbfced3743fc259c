/**
 * The door to the site, which is a module of its own: {@link
 * dev.multistage.grader.site.SiteProgram} is found by {@link java.util.ServiceLoader} when a
 * command needs it, so that no grade pays for it.
 */
package dev.multistage.grader.site;
