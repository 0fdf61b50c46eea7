package dev.praxis.api.store.archive;

import dev.praxis.api.store.Change;
import dev.praxis.api.store.ChangeRefusedException;
import dev.praxis.api.store.ReplicaStore;
import dev.praxis.api.store.StoreBusyException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes an export into a store. Stateless. */
public final class StoreImport {

    /** How many changes are appended at a time, but that a request is never divided. */
    private static final int PAGE = 100;

    private StoreImport() {}

    /**
     * Brings a store to the record of an export. The store is empty, or holds the beginning of that record, as after an import
     * that did not finish; what it holds is compared with the export, change by change. A store that holds the record and more
     * is left as it is.
     *
     * <p>Whatever this throws, what the store holds then is a beginning of the record: import again. Holds some hundred changes
     * at a time, or one whole request. Blocks.
     *
     * @param reader the export, nothing of it read yet
     * @param target the store itself, not one that redacts: what is in the export was redacted when it was written
     * @return what was done
     * @throws ExportDamagedException if it is cut or altered
     * @throws ChangeRefusedException if the store holds another record
     * @throws StoreBusyException if the store grew meanwhile: somebody else imports or writes. Importing again tells which
     * @throws dev.praxis.api.store.StoreException as {@link ReplicaStore#append}
     * @throws IOException if the stream failed
     */
    public static ImportReport read(ExportReader reader, ReplicaStore target) throws IOException {
        ChangeFeed known = new ChangeFeed(target, target.lastSequence());
        List<Change> page = new ArrayList<>();
        long appended = 0;
        for (Optional<Change> next = reader.next(); next.isPresent(); next = reader.next()) {
            Change change = next.get();
            Optional<Change> there = known.next();
            if (there.isPresent()) {
                requireSame(there.get(), change);
                continue;
            }
            if (page.size() >= PAGE && !isWithinRequest(change)) {
                append(target, page);
                page.clear();
            }
            page.add(change);
            appended++;
        }
        if (!page.isEmpty()) {
            append(target, page);
        }
        return new ImportReport(reader.changes(), appended, reader.checkpoint());
    }

    /** What is there already was not there when this began, or it would have been compared. */
    private static void append(ReplicaStore target, List<Change> page) {
        try {
            target.append(page);
        } catch (ChangeRefusedException e) {
            long first = page.get(0).sequence();
            if (target.lastSequence() < first) {
                throw e;
            }
            throw new StoreBusyException(
                    "change " + first
                            + " was added to the store by somebody else during the import, which stopped there;"
                            + " what was imported before is kept; import again when nobody else imports or writes",
                    e);
        }
    }

    private static void requireSame(Change there, Change exported) {
        if (!there.equals(exported)) {
            throw new ChangeRefusedException(
                    exported,
                    "it has change " + there.sequence() + " (" + there.key() + ") there, which is not the same");
        }
    }

    /** Otherwise a reader of the store could see half of a request. */
    private static boolean isWithinRequest(Change change) {
        return change.request() != null && change.request().place() > 1;
    }
}
