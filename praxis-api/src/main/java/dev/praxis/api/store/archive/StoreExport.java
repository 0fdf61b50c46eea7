package dev.praxis.api.store.archive;

import dev.praxis.api.store.Change;
import dev.praxis.api.store.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Writes out the record of a store. Stateless. */
public final class StoreExport {

    /** How every export begins, whatever its version. */
    public static final String BEGINNING = "{\"format\":\"" + ExportLines.FORMAT + "\"";

    private StoreExport() {}

    /**
     * Writes all changes up to the one that is the last when this is called; writers need not wait. The same record gives the
     * same bytes on every backend. Holds {@value ChangeFeed#PAGE} changes at a time. Blocks.
     *
     * @param store the store
     * @param out where to write; not closed, flushed at the end
     * @return the record that was written
     * @throws dev.praxis.api.store.StoreException as {@link Store#changesSince}
     * @throws IOException if the stream failed
     */
    public static Checkpoint write(Store store, OutputStream out) throws IOException {
        ChangeFeed feed = new ChangeFeed(store, store.lastSequence());
        ExportLines lines = new ExportLines();
        out.write(ExportLines.header());
        for (Optional<Change> change = feed.next(); change.isPresent(); change = feed.next()) {
            out.write(lines.next(change.get()));
        }
        out.write(lines.end());
        out.flush();
        return lines.checkpoint();
    }
}
