package dev.multistage.grader.watch;

/** Shows the state of watching to a person. */
public interface WatchView {

    /**
     * Shows a state.
     *
     * @return how many lines the page can be scrolled down at most
     */
    int show(WatchState state);
}
