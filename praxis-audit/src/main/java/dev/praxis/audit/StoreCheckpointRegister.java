package dev.praxis.audit;

import dev.praxis.api.PraxisException;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.VersionConflictException;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.audit.tlog.Checkpoint;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A register that keeps each checkpoint as a fact: subject is the name of the log, predicate {@code checkpoint}, type
 * {@code praxis.audit}, value the text of the checkpoint (C2SP tlog-checkpoint). For logs of several machines the store is best one
 * that is on none of them. Thread-safe as the store is.
 */
public final class StoreCheckpointRegister implements CheckpointRegister {

    private static final String ACTOR = "praxis-audit";
    private static final String MEMBER = "checkpoint";

    private final VersionedStore store;
    private final InstantSource clock;

    /**
     * Creates a register.
     *
     * @param store where the facts are; stays open
     * @param clock from when a checkpoint is valid
     */
    public StoreCheckpointRegister(VersionedStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Optional<Checkpoint> read(String origin) throws IOException {
        try {
            return store.active(key(origin)).map(StoreCheckpointRegister::checkpoint);
        } catch (PraxisException e) {
            throw new IOException("the register of checkpoints cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean replace(Optional<Checkpoint> expected, Checkpoint next) throws IOException {
        try {
            Optional<Fact> active = store.active(key(next.origin()));
            if (!active.map(StoreCheckpointRegister::checkpoint).equals(expected)) {
                return false;
            }
            Expected version =
                    active.map(fact -> Expected.version(fact.version())).orElseGet(Expected::absent);
            JsonObject value = JsonObject.builder().put(MEMBER, next.text()).build();
            store.putIf(
                    new Assertion(key(next.origin()), value, clock.instant(), ACTOR, "the log was signed"), version);
            return true;
        } catch (VersionConflictException e) {
            return false;
        } catch (PraxisException e) {
            throw new IOException("the register of checkpoints cannot be written: " + e.getMessage(), e);
        }
    }

    private static FactKey key(String origin) {
        return new FactKey(origin, MEMBER, "praxis.audit");
    }

    private static Checkpoint checkpoint(Fact fact) {
        return Checkpoint.parse(fact.assertion().value().string(MEMBER).orElse(""));
    }
}
