package dev.multistage.grader.watch;

/** The page that is shown, and how far it is scrolled. */
final class Pager {

    private static final int PAGE = 10;

    private Page page = Page.VERDICT;
    private String text = "";
    private int scroll;
    private int marked;
    private int entries;

    Page page() {
        return page;
    }

    String text() {
        return text;
    }

    int scroll() {
        return scroll;
    }

    int marked() {
        return marked;
    }

    void show(Page shown, String content) {
        page = shown;
        text = content;
        scroll = 0;
    }

    /** Shows the list of this many exercises with one of them marked. */
    void list(int count, int here) {
        show(Page.LIST, "");
        entries = count;
        marked = here;
    }

    void verdict() {
        show(Page.VERDICT, "");
    }

    /** Takes a key that moves; returns whether it was one. */
    boolean move(Key key) {
        int by =
                switch (key) {
                    case UP -> -1;
                    case DOWN -> 1;
                    case PAGE_UP -> -PAGE;
                    case PAGE_DOWN -> PAGE;
                    case TOP -> Integer.MIN_VALUE / 2;
                    case BOTTOM -> Integer.MAX_VALUE / 2;
                    default -> 0;
                };
        if (by == 0) {
            return false;
        }
        if (page == Page.LIST) {
            marked = Math.max(0, Math.min(entries - 1, marked + by));
        } else {
            scroll = Math.max(0, scroll + by);
        }
        return true;
    }

    /** Takes back what was scrolled beyond the end, which only the view knows. */
    void limit(int most) {
        scroll = Math.min(scroll, Math.max(0, most));
    }
}
