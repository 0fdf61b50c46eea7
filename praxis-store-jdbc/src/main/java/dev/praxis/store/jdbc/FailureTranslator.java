package dev.praxis.store.jdbc;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.PraxisException;
import dev.praxis.api.store.NotAStoreException;
import dev.praxis.api.store.StoreBusyException;
import dev.praxis.api.store.StoreCorruptException;
import dev.praxis.api.store.StoreReadOnlyException;
import dev.praxis.api.store.StoreUnavailableException;
import dev.praxis.api.store.UnknownOutcomeException;
import java.sql.SQLException;
import java.util.Objects;

/** Turns what a driver throws into what a store throws. Immutable and thread-safe. */
public final class FailureTranslator {

    private final Dialect dialect;
    private final String place;

    /**
     * Creates a translator.
     *
     * @param dialect knows the codes of the driver
     * @param place where the store is, for messages; without credentials
     */
    public FailureTranslator(Dialect dialect, String place) {
        this.dialect = Objects.requireNonNull(dialect, "dialect");
        this.place = OneLine.of(place);
    }

    /**
     * Translates a failure after which nothing was written.
     *
     * @param failure what the driver threw
     * @return what to throw
     */
    public PraxisException translate(SQLException failure) {
        String detail = OneLine.of(String.valueOf(failure.getMessage()));
        return switch (dialect.classify(failure)) {
            case BUSY -> busy(failure);
            case REFUSED ->
                new InvalidArgumentException("store " + place + " refused the entry: " + detail
                        + "; nothing was written; ids must be unique in the store, and nothing else may write to it");
            case CORRUPT ->
                new StoreCorruptException(
                        "store " + place + " is damaged: " + detail + "; restore it from a backup", failure);
            case NOT_A_DATABASE ->
                new NotAStoreException(place + " is not a praxis store: " + detail + "; name another place", failure);
            case FULL ->
                new StoreUnavailableException(
                        "the disk of store " + place + " is full: " + detail
                                + "; nothing was written; make room and try again",
                        failure);
            case UNAVAILABLE ->
                new StoreUnavailableException(
                        "store " + place + " failed: " + detail
                                + "; nothing was written; see to the cause and try again",
                        failure);
        };
    }

    /**
     * The exception for a lock that was not to be had.
     *
     * @param failure what the driver threw
     * @return what to throw
     */
    public StoreBusyException busy(SQLException failure) {
        return new StoreBusyException(busyMessage(), failure);
    }

    /**
     * The exception for a turn that did not come in time.
     *
     * @return what to throw
     */
    public StoreBusyException busy() {
        return new StoreBusyException(busyMessage(), null);
    }

    /**
     * The exception for a reader who got no connection in time.
     *
     * @return what to throw
     */
    public StoreBusyException noReader() {
        return new StoreBusyException(
                "all connections to store " + place + " that read were in use for longer than the wait allowed;"
                        + " nothing was read; try again, or allow more connections",
                null);
    }

    /**
     * The exception for a write to a store that is only read.
     *
     * @return what to throw
     */
    public StoreReadOnlyException readOnly() {
        return new StoreReadOnlyException(
                "store " + place + " was opened to be read only; nothing was written; open it to be written");
    }

    PraxisException translateCommit(SQLException failure) {
        if (dialect.isCertainlyRolledBack(failure)) {
            return translate(failure);
        }
        return new UnknownOutcomeException(
                "store " + place + " failed during commit: " + OneLine.of(String.valueOf(failure.getMessage()))
                        + "; it was written or not; read before you write again",
                failure);
    }

    private String busyMessage() {
        return "store " + place + " was held by other writers for longer than the wait allowed; nothing was written;"
                + " try again";
    }
}
