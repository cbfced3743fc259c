package dev.multistage.grader.site;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/** The course as a site: written to a folder, or served with live results. */
public interface SiteProgram {

    /** Returns the site module's program; empty if the module is not on the class path. */
    static Optional<SiteProgram> find() {
        return ServiceLoader.load(SiteProgram.class).findFirst();
    }

    /**
     * Writes the site into a folder.
     *
     * @param root the checkout's top folder
     * @param output the folder, which belongs to the site alone
     * @return how many files were written
     * @throws SiteDefectException if the course's texts have defects; nothing was written then
     */
    int build(Path root, Path output) throws IOException, SiteDefectException;

    /**
     * Serves the site on the loopback interface until it is closed.
     *
     * @return the running server, whose pages may still be in the making: requests wait for them
     * @throws PortInUseException if another program listens on the port
     */
    Served serve(Serving serving) throws IOException, PortInUseException;

    /** A site that is being served. */
    interface Served extends AutoCloseable {

        /** Returns the address of its first page. */
        URI address();

        /**
         * Waits until it is closed or the thread is interrupted.
         *
         * @throws SiteDefectException if the course's texts have defects, as soon as that is known
         */
        void await() throws SiteDefectException, InterruptedException;

        /** Stops: a grade under way is cancelled and cleaned up after, all connections end. */
        @Override
        void close();
    }
}
