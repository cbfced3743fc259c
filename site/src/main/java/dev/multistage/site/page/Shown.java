package dev.multistage.site.page;

import dev.multistage.site.source.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What pages refer to: files that need a page of their own, pictures, and who refers to what. */
public final class Shown {

    private final Set<String> files = new TreeSet<>();
    private final Set<String> pictures = new TreeSet<>();
    private final Map<String, Place> places = new HashMap<>();

    /** Notes a file of the repository that needs a page. */
    void file(String path) {
        files.add(path);
    }

    /** Notes a picture of the repository that is copied. */
    void picture(String path) {
        pictures.add(path);
    }

    /** Notes where a link of a page is written. */
    void link(String page, String address, Place place) {
        places.putIfAbsent(page + " " + address, place);
    }

    /** Returns where a link of a page is written, or the page itself if it is made from data. */
    public Place place(String page, String address) {
        return places.getOrDefault(page + " " + address, new Place("target/site/" + page, 0));
    }

    /** Returns the files that need a page. */
    public Set<String> files() {
        return files;
    }

    /** Returns the pictures. */
    public Set<String> pictures() {
        return pictures;
    }
}
