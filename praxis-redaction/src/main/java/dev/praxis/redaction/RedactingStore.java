package dev.praxis.redaction;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Key;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.Capability;
import dev.praxis.api.store.Change;
import dev.praxis.api.store.EdgeQuery;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.IdempotencyKey;
import dev.praxis.api.store.Page;
import dev.praxis.api.store.Period;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.Vector;
import dev.praxis.api.store.VectorMatch;
import dev.praxis.api.store.VectorSpace;
import dev.praxis.api.store.VectorStore;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.api.store.Write;
import dev.praxis.api.store.WriteBatch;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps secrets out of a store: the value, actor and reason of what is put or retired are redacted before they reach it.
 * A host puts this around every store, so that no backend can forget it. Reading passes through.
 *
 * <p>A secret in a part of the key is refused, since a key cannot be changed behind the back of its author.
 *
 * <p>Vectors pass through as they are: what they were computed from cannot be seen in them, and yet may be guessed. Whoever embeds
 * computes the vector from the fact that the write returned, which is redacted, and not from what was handed to it. The name of a
 * vector space that holds a secret is refused like a key.
 *
 * <p>The wrapper has the capabilities that it implements itself: around a {@link VersionedStore} or a {@link VectorStore} it is
 * one, otherwise it is not, whatever else the store can do. It is never a {@link dev.praxis.api.store.ReplicaStore}: what a
 * replica takes over was redacted when it was written, and redacted again it would not fit its content hash. Whoever imports
 * takes the store itself. Threads, blocking and failures are those of the store.
 */
public final class RedactingStore {

    private RedactingStore() {}

    /**
     * Wraps a store.
     *
     * @param store the store; closing the wrapper closes it
     * @param redactor what finds secrets
     * @return the wrapper; a {@link VersionedStore} if and only if the store is one, and so with a {@link VectorStore}
     */
    public static Store wrap(Store store, Redactor redactor) {
        if (store instanceof VersionedStore versioned) {
            return wrap(versioned, redactor);
        }
        return store instanceof VectorStore vectors
                ? new PlainWithVectors(vectors, redactor)
                : new Plain(store, redactor);
    }

    /**
     * Wraps a store with compare-and-set.
     *
     * @param store the store; closing the wrapper closes it
     * @param redactor what finds secrets
     * @return the wrapper; a {@link VectorStore} if and only if the store is one
     */
    public static VersionedStore wrap(VersionedStore store, Redactor redactor) {
        return store instanceof VectorStore vectors
                ? new VersionedWithVectors(store, vectors, redactor)
                : new Versioned(store, redactor);
    }

    private static void requireNoSecret(Redactor redactor, String what, String part) {
        if (!redactor.redact(part).equals(part)) {
            throw new InvalidArgumentException("the " + what
                    + " holds what looks like a secret, and names are kept in the clear; use one without it");
        }
    }

    private static class Plain implements Store {

        private final Store store;
        private final Redactor redactor;

        Plain(Store store, Redactor redactor) {
            this.store = Objects.requireNonNull(store, "store");
            this.redactor = Objects.requireNonNull(redactor, "redactor");
        }

        private Assertion redacted(Assertion assertion) {
            requireNoSecret(assertion.key());
            return new Assertion(
                    assertion.key(),
                    redactor.redact(assertion.value()),
                    assertion.validFrom(),
                    redacted(assertion.actor(), Assertion.MAX_ACTOR_BYTES),
                    redacted(assertion.reason(), Assertion.MAX_REASON_BYTES));
        }

        private WriteBatch redacted(WriteBatch batch) {
            IdempotencyKey key = batch.idempotencyKey();
            if (key != null) {
                requireNoSecret("idempotency key", key.value());
            }
            return new WriteBatch(batch.writes().stream().map(this::redacted).toList(), key);
        }

        private Write redacted(Write write) {
            return write instanceof Write.Put put
                    ? new Write.Put(redacted(put.assertion()), put.expected())
                    : new Write.Retire(redacted(((Write.Retire) write).request()), write.expected());
        }

        private RetirementRequest redacted(RetirementRequest request) {
            requireNoSecret(request.key());
            return new RetirementRequest(
                    request.key(),
                    request.invalidAt(),
                    redacted(request.actor(), Assertion.MAX_ACTOR_BYTES),
                    redacted(request.reason(), Assertion.MAX_REASON_BYTES));
        }

        /** Where the marker is longer than the secret, the limit could be passed; then nothing of the text stays. */
        private String redacted(String text, int maxBytes) {
            String redacted = redactor.redact(text);
            return redacted.getBytes(StandardCharsets.UTF_8).length > maxBytes ? Redactor.MARKER : redacted;
        }

        private void requireNoSecret(Key key) {
            requireNoSecret("subject", key.subject());
            if (key instanceof FactKey fact) {
                requireNoSecret("predicate", fact.predicate());
                requireNoSecret("fact type", fact.factType());
            } else if (key instanceof EdgeKey edge) {
                requireNoSecret("relation", edge.relation());
                requireNoSecret("target", edge.target());
            }
        }

        private void requireNoSecret(String what, String part) {
            RedactingStore.requireNoSecret(redactor, what, part);
        }

        @Override
        public Set<Capability> capabilities() {
            return Capability.of(this);
        }

        @Override
        public List<Fact> write(WriteBatch batch) {
            return store.write(redacted(batch));
        }

        @Override
        public Optional<List<Fact>> outcome(IdempotencyKey key) {
            return store.outcome(key);
        }

        @Override
        public Optional<Fact> active(Key key) {
            return store.active(key);
        }

        @Override
        public Page<FactKey> list(FactQuery query) {
            return store.list(query);
        }

        @Override
        public List<Fact> history(Key key, long afterRevision, int limit) {
            return store.history(key, afterRevision, limit);
        }

        @Override
        public Optional<Fact> asOf(Key key, Instant validAt, Basis basis) {
            return store.asOf(key, validAt, basis);
        }

        @Override
        public List<Period> timeline(Key key, Basis basis, Instant from, int limit) {
            return store.timeline(key, basis, from, limit);
        }

        @Override
        public Page<EdgeKey> neighbours(EdgeQuery query) {
            return store.neighbours(query);
        }

        @Override
        public List<Change> changesSince(long sequence, int limit) {
            return store.changesSince(sequence, limit);
        }

        @Override
        public long lastSequence() {
            return store.lastSequence();
        }

        @Override
        public void close() {
            store.close();
        }
    }

    private static class Versioned extends Plain implements VersionedStore {
        Versioned(VersionedStore store, Redactor redactor) {
            super(store, redactor);
        }
    }

    /** What a wrapper does with vectors, whatever else it is. */
    private record Vectors(VectorStore store, Redactor redactor) {

        void embed(VectorSpace space, String factId, Vector vector) {
            requireNoSecret(redactor, "name of the vector space", space.name());
            store.embed(space, factId, vector);
        }
    }

    private static final class PlainWithVectors extends Plain implements VectorStore {

        private final Vectors vectors;

        PlainWithVectors(VectorStore store, Redactor redactor) {
            super(store, redactor);
            this.vectors = new Vectors(store, redactor);
        }

        @Override
        public void embed(VectorSpace space, String factId, Vector vector) {
            vectors.embed(space, factId, vector);
        }

        @Override
        public List<VectorMatch> nearest(VectorSpace space, Vector vector, int limit) {
            return vectors.store.nearest(space, vector, limit);
        }
    }

    private static final class VersionedWithVectors extends Versioned implements VectorStore {

        private final Vectors vectors;

        /** Both stores are the same one. */
        VersionedWithVectors(VersionedStore store, VectorStore searching, Redactor redactor) {
            super(store, redactor);
            this.vectors = new Vectors(searching, redactor);
        }

        @Override
        public void embed(VectorSpace space, String factId, Vector vector) {
            vectors.embed(space, factId, vector);
        }

        @Override
        public List<VectorMatch> nearest(VectorSpace space, Vector vector, int limit) {
            return vectors.store.nearest(space, vector, limit);
        }
    }
}
