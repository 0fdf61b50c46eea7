package dev.praxis.audit.sink.syslog;

import java.io.IOException;
import java.util.List;

/** The way to a collector. One thread sends; closing may come from any other one, and ends what is under way. */
interface Transport extends AutoCloseable {

    /**
     * Makes sure that there is a way, without sending anything.
     *
     * @throws IOException if there is none
     */
    void open() throws IOException;

    /**
     * Sends messages in order. After a failure the next call starts anew.
     *
     * @param messages whole messages
     * @throws IOException if not all of them were given to the operating system
     */
    void send(List<byte[]> messages) throws IOException;

    @Override
    void close();
}
