package dev.multistage.grader.site;

/** Texts of the course from which no site can be made; the message has a line for each defect. */
public final class SiteDefectException extends Exception {

    private static final long serialVersionUID = 1;

    /**
     * @param defects a line for each: file, line, what is wrong
     */
    public SiteDefectException(String defects) {
        super(defects);
    }
}
