package dev.praxis.testkit.store;

import dev.praxis.api.Sha256;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.Retirement;
import dev.praxis.api.store.Change.RequestPlace;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.IdempotencyKey;
import dev.praxis.api.store.IdempotencyKeyReusedException;
import dev.praxis.api.store.NoActiveFactException;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.VersionConflictException;
import dev.praxis.api.store.Write;
import dev.praxis.api.store.WriteBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One batch on its way into the model's log: looked at as a whole before any of it is added. */
record ModelWriter(WriteBatch batch, Instant now, List<String> ids, List<Optional<Sha256>> hashes) {

    static ModelWriter prepare(WriteBatch batch, StoreOptions options) {
        List<Optional<Sha256>> hashes = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (Write write : batch.writes()) {
            boolean isPut = write instanceof Write.Put;
            hashes.add(isPut ? Optional.of(((Write.Put) write).assertion().contentHash()) : Optional.empty());
            ids.add(isPut ? options.ids().get() : "");
        }
        return new ModelWriter(batch, options.clock().instant(), ids, hashes);
    }

    /** What a batch with a key returned when it was added. */
    static Optional<List<Fact>> outcome(List<ModelChange> changes, IdempotencyKey key) {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            RequestPlace request = changes.get(i).request();
            if (request != null && request.key().equals(key)) {
                List<Fact> before = ModelReader.all(changes.subList(0, i))
                        .facts(changes.get(i).key());
                facts.add(changes.get(i).applyTo(before));
            }
        }
        return facts.isEmpty() ? Optional.empty() : Optional.of(facts);
    }

    List<Fact> write(List<ModelChange> changes) {
        IdempotencyKey key = batch.idempotencyKey();
        if (key != null) {
            Optional<List<Fact>> known = outcome(changes, key);
            if (known.isPresent()) {
                requireSameWrites(key, known.get());
                return known.get();
            }
        }
        batch.writes()
                .forEach(
                        write -> requirePossible(write, ModelReader.all(changes).active(write.key())));
        Instant recordedAt = ModelLog.recordedAt(now, changes);
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < batch.writes().size(); i++) {
            ModelChange change = change(i, changes.size() + 1L, recordedAt);
            facts.add(change.applyTo(ModelReader.all(changes).facts(change.key())));
            changes.add(change);
        }
        return List.copyOf(facts);
    }

    private ModelChange change(int index, long sequence, Instant recordedAt) {
        IdempotencyKey key = batch.idempotencyKey();
        RequestPlace request = key == null ? null : new RequestPlace(key, index + 1);
        Write write = batch.writes().get(index);
        return write instanceof Write.Put put
                ? new ModelChange.Put(
                        sequence,
                        recordedAt,
                        request,
                        ids.get(index),
                        put.assertion(),
                        hashes.get(index).orElseThrow())
                : new ModelChange.Retire(sequence, recordedAt, request, ((Write.Retire) write).request());
    }

    private static void requirePossible(Write write, Optional<Fact> active) {
        Expected expected = write.expected();
        if (expected != null && !expected.isMetBy(active.orElse(null))) {
            throw new VersionConflictException(write.key(), expected, active.orElse(null));
        }
        if (write instanceof Write.Retire && active.isEmpty()) {
            throw new NoActiveFactException(write.key());
        }
    }

    private void requireSameWrites(IdempotencyKey key, List<Fact> facts) {
        if (!batch.writes().stream()
                .map(ModelWriter::said)
                .toList()
                .equals(facts.stream().map(ModelWriter::answered).toList())) {
            throw new IdempotencyKeyReusedException(key);
        }
    }

    private static Object said(Write write) {
        return write instanceof Write.Put put ? put.assertion() : ((Write.Retire) write).request();
    }

    private static Object answered(Fact fact) {
        Retirement end = fact.retirement();
        return end == null
                ? fact.assertion()
                : new RetirementRequest(fact.key(), end.invalidAt(), end.actor(), end.reason());
    }
}
