package dev.praxis.api.fact;

import dev.praxis.api.Sha256;
import dev.praxis.api.UtcMicros;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A fact as a store holds it; a fact whose key is an {@link EdgeKey} is an edge.
 *
 * @param id the id that the store gave it, unique in the store; stores keep 1 to {@value #MAX_ID_BYTES} bytes of UTF-8
 * @param assertion what was said
 * @param revision how many facts of this key there were up to this one: 1, 2, 3 …
 * @param sequence its place among all changes of the store; strictly increasing in the order of commits
 * @param recordedAt when the store took it down (recorded time); never decreases with the sequence
 * @param contentHash see {@link Assertion#contentHash()}
 * @param retirement how it ended, or null while it is active
 */
public record Fact(
        String id,
        Assertion assertion,
        long revision,
        long sequence,
        Instant recordedAt,
        Sha256 contentHash,
        @Nullable Retirement retirement) {

    /** The greatest length of an id, in bytes of UTF-8. */
    public static final int MAX_ID_BYTES = 1024;

    /** Truncates the time. */
    public Fact {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(assertion, "assertion");
        recordedAt = UtcMicros.truncate(recordedAt);
        Objects.requireNonNull(contentHash, "contentHash");
    }

    /**
     * The key of the assertion.
     *
     * @return the key
     */
    public Key key() {
        return assertion.key();
    }

    /**
     * Revision and content hash.
     *
     * @return the version to expect in a compare-and-set
     */
    public FactVersion version() {
        return new FactVersion(revision, contentHash);
    }

    /**
     * Whether this was neither superseded nor retired when it was read.
     *
     * @return true if active
     */
    public boolean isActive() {
        return retirement == null;
    }

    /**
     * How it ended.
     *
     * @return empty while it is active
     */
    public Optional<Retirement> ended() {
        return Optional.ofNullable(retirement);
    }

    /**
     * The same fact with another end.
     *
     * @param end how it ended, or null for active
     * @return the fact
     */
    public Fact retiredBy(@Nullable Retirement end) {
        return new Fact(id, assertion, revision, sequence, recordedAt, contentHash, end);
    }
}
