package dev.multistage.grader.explain;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the bytes of an image come from and what to do about them.
 *
 * @param subject what is explained
 * @param totals the bytes of the whole image
 * @param dockerfile the name of the Dockerfile; empty if the lines are the steps of the image's
 *     history
 * @param source the Dockerfile line by line, or the steps of the history; untrusted
 * @param lines the instructions in the order of the file
 * @param remarks what is worth a word, the most bytes first
 * @param directories the biggest directories, each before what is in it
 * @param notes what a reader must know of the figures
 */
public record Explanation(
        Subject subject,
        Totals totals,
        String dockerfile,
        List<String> source,
        List<ExplainedLine> lines,
        List<Remark> remarks,
        List<DirectoryBytes> directories,
        List<String> notes) {

    public Explanation {
        source = List.copyOf(source);
        lines = List.copyOf(lines);
        remarks = List.copyOf(remarks);
        directories = List.copyOf(directories);
        notes = List.copyOf(notes);
    }

    /**
     * Returns this explanation with more remarks, for example those of static checks. Those with
     * the most bytes come first, those without bytes last and in their order.
     */
    public Explanation with(List<Remark> more) {
        List<Remark> all = new ArrayList<>(remarks);
        all.addAll(more);
        all.sort(Remark.WORST_FIRST);
        return new Explanation(subject, totals, dockerfile, source, lines, all, directories, notes);
    }
}
