package dev.praxis.testkit.history.register;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.FactVersion;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.NoActiveFactException;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreBusyException;
import dev.praxis.api.store.StoreUnavailableException;
import dev.praxis.api.store.UnknownOutcomeException;
import dev.praxis.api.store.VersionConflictException;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.testkit.history.Recorder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The registers of a store: the subject of a fact is the key, a text in its value the content. Thread-safe, blocking and
 * failing as the store.
 */
public final class StoreRegisters implements Registers {

    private static final Instant ALWAYS = Instant.EPOCH;
    private static final String CONTENT = "content";

    private final Store store;

    /**
     * Sees a store as registers.
     *
     * @param store the store; without compare-and-set it must not be asked for it
     */
    public StoreRegisters(Store store) {
        this.store = store;
    }

    /**
     * What a failure of a store leaves known.
     *
     * @param failure what a call threw
     * @return refused or unknown as the contract of the store says; anything else is unexpected
     */
    public static Recorder.Failure judge(RuntimeException failure) {
        if (failure instanceof StoreBusyException || failure instanceof StoreUnavailableException) {
            return Recorder.Failure.REFUSED;
        }
        return failure instanceof UnknownOutcomeException ? Recorder.Failure.UNKNOWN : Recorder.Failure.UNEXPECTED;
    }

    @Override
    public Reply read(String key) {
        return Reply.done(
                store.active(factKey(key)).map(StoreRegisters::version).orElse(null));
    }

    @Override
    public Reply put(String key, String content) {
        return Reply.done(version(store.put(assertion(key, content))));
    }

    @Override
    public Reply putIf(String key, @Nullable Version expected, String content) {
        try {
            Expected active = expected == null ? Expected.absent() : expected(key, expected);
            return Reply.done(version(versioned().putIf(assertion(key, content), active)));
        } catch (VersionConflictException e) {
            return conflict(e);
        }
    }

    @Override
    public Reply retire(String key) {
        try {
            return Reply.done(version(store.retire(retirement(key))));
        } catch (NoActiveFactException e) {
            return Reply.conflict(null);
        }
    }

    @Override
    public Reply retireIf(String key, Version expected) {
        try {
            return Reply.done(version(versioned().retireIf(retirement(key), expected(key, expected))));
        } catch (VersionConflictException e) {
            return conflict(e);
        }
    }

    private VersionedStore versioned() {
        return (VersionedStore) store;
    }

    private static Reply conflict(VersionConflictException conflict) {
        return Reply.conflict(conflict.current().map(StoreRegisters::version).orElse(null));
    }

    private static Version version(Fact fact) {
        return new Version(
                fact.revision(), fact.assertion().value().string(CONTENT).orElse("?"));
    }

    private static Expected expected(String key, Version version) {
        return Expected.version(new FactVersion(
                version.revision(), assertion(key, version.content()).contentHash()));
    }

    private static FactKey factKey(String key) {
        return new FactKey(key, "register", "observed");
    }

    private static Assertion assertion(String key, String content) {
        JsonObject value = JsonObject.builder().put(CONTENT, content).build();
        return new Assertion(factKey(key), value, ALWAYS, "caller", "race");
    }

    private static RetirementRequest retirement(String key) {
        return new RetirementRequest(factKey(key), ALWAYS, "caller", "race");
    }
}
