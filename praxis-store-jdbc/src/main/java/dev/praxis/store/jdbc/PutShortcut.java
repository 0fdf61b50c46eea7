package dev.praxis.store.jdbc;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.VersionConflictException;
import dev.praxis.store.jdbc.PreparedBatch.PreparedPut;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Sends a batch of one put the shorter way, if the backend has one. Immutable and thread-safe. */
final class PutShortcut {

    private final SinglePuts puts;
    private final Supplier<String> ids;

    PutShortcut(SinglePuts puts, Supplier<String> ids) {
        this.puts = puts;
        this.ids = ids;
    }

    /** What the batch gives; empty if nothing was written and it must go the usual way. */
    Optional<List<Fact>> write(PreparedBatch batch) {
        if (batch.writes().size() > 1 || !(batch.writes().get(0) instanceof PreparedPut put)) {
            return Optional.empty();
        }
        SinglePut single = new SinglePut(
                put.assertion(),
                put.value(),
                put.contentHash(),
                FactWriter.requireId(ids.get()),
                put.expected(),
                batch.idempotencyKey());
        PutAnswer answer = puts.put(single);
        if (answer instanceof PutAnswer.Written written) {
            return Optional.of(List.of(new Fact(
                    single.id(),
                    single.assertion(),
                    written.revision(),
                    written.sequence(),
                    written.recordedAt(),
                    single.contentHash(),
                    null)));
        }
        if (answer instanceof PutAnswer.Conflict conflict) {
            Expected expected = Objects.requireNonNull(single.expected(), "a conflict with no expectation");
            throw new VersionConflictException(put.key(), expected, conflict.current());
        }
        if (answer instanceof PutAnswer.Unreadable unreadable) {
            throw unreadable.failure();
        }
        return Optional.empty();
    }
}
