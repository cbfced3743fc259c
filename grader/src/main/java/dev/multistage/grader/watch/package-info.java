/**
 * Watching an exercise: {@code SaveWatch} hears of saves, {@code WatchLoop} decides, {@code
 * EngineWork} grades beside it, and a {@code WatchView} shows the {@code WatchState}. Nothing here
 * knows a terminal.
 */
package dev.multistage.grader.watch;
