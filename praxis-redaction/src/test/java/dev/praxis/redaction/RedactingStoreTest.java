package dev.praxis.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Sha256;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.Capability;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.IdempotencyKey;
import dev.praxis.api.store.ReplicaStore;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.Vector;
import dev.praxis.api.store.VectorSpace;
import dev.praxis.api.store.VectorStore;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.api.store.Write;
import dev.praxis.api.store.WriteBatch;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RedactingStoreTest {

    private static final String TOKEN = "ghp_0123456789abcdefghijABCDEFGHIJ012345";
    private static final FactKey KEY = new FactKey("host:a", "config", "observed");
    private static final Instant T = Instant.parse("2026-11-21T08:00:00Z");

    /** What reached the store. */
    private final List<Object> written = new ArrayList<>();

    @Test
    void nothingThatIsWrittenHoldsTheSecret() {
        VersionedStore store = RedactingStore.wrap(recorder(VersionedStore.class), Redactor.standard());
        Assertion secret = new Assertion(
                KEY, JsonObject.builder().put("a", TOKEN).build(), T, "bob " + TOKEN, "password=" + TOKEN);
        RetirementRequest retirement = new RetirementRequest(KEY, T, "bob " + TOKEN, "was " + TOKEN);
        store.put(secret);
        store.putIf(secret, Expected.absent());
        store.retire(retirement);
        store.retireIf(retirement, Expected.content(secret.contentHash()));
        store.write(WriteBatch.of(Write.put(secret)));
        assertEquals(5, written.size());
        written.forEach(value -> assertFalse(value.toString().contains(TOKEN), value.toString()));
        written.forEach(value -> assertTrue(value.toString().contains("bob [REDACTED]"), value.toString()));
    }

    @Test
    void aSecretInAKeyIsRefusedAndNothingIsWritten() {
        Store store = RedactingStore.wrap(recorder(Store.class), Redactor.standard());
        for (FactKey key :
                List.of(new FactKey(TOKEN, "p", "t"), new FactKey("s", TOKEN, "t"), new FactKey("s", "p", TOKEN))) {
            Assertion assertion = new Assertion(key, JsonObject.EMPTY, T, "a", "r");
            InvalidArgumentException e = assertThrows(InvalidArgumentException.class, () -> store.put(assertion));
            assertFalse(String.valueOf(e.getMessage()).contains(TOKEN));
            RetirementRequest request = new RetirementRequest(key, T, "a", "r");
            assertThrows(InvalidArgumentException.class, () -> store.retire(request));
        }
        for (EdgeKey key :
                List.of(new EdgeKey(TOKEN, "r", "t"), new EdgeKey("s", TOKEN, "t"), new EdgeKey("s", "r", TOKEN))) {
            Assertion assertion = new Assertion(key, JsonObject.EMPTY, T, "a", "r");
            assertThrows(InvalidArgumentException.class, () -> store.put(assertion));
        }
        WriteBatch batch = WriteBatch.of(Write.put(new Assertion(KEY, JsonObject.EMPTY, T, "a", "r")))
                .withIdempotencyKey(new IdempotencyKey(TOKEN));
        assertThrows(InvalidArgumentException.class, () -> store.write(batch));
        assertEquals(List.of(), written);
    }

    @Test
    void theWrapperHasTheCapabilitiesThatItImplements() {
        Store versioned = RedactingStore.wrap((Store) recorder(VersionedStore.class), Redactor.standard());
        assertInstanceOf(VersionedStore.class, versioned);
        assertEquals(Set.of(Capability.VERSIONED), versioned.capabilities());
        Store plain = RedactingStore.wrap(recorder(Store.class), Redactor.standard());
        assertFalse(plain instanceof VersionedStore);
        assertEquals(Set.of(), plain.capabilities());
        Store replica = RedactingStore.wrap((Store) recorder(ReplicaStore.class), Redactor.standard());
        assertFalse(replica instanceof ReplicaStore);
        assertEquals(Set.of(), replica.capabilities());
    }

    @Test
    void aTextThatWouldGrowBeyondItsLimitIsReplacedAsAWhole() {
        Store store = RedactingStore.wrap(recorder(Store.class), Redactor.standard());
        String reason = "token=x ".repeat(Assertion.MAX_REASON_BYTES / 8);
        store.put(new Assertion(KEY, JsonObject.EMPTY, T, "a", reason));
        assertTrue(written.get(0).toString().contains("reason=[REDACTED]"));
    }

    @Test
    void aStoreWithVectorsKeepsThemAndRefusesASecretInTheNameOfASpace() {
        for (Class<? extends VectorStore> type : List.of(VectorStore.class, VersionedWithVectors.class)) {
            List<Object> calls = new ArrayList<>();
            VectorStore vectors = type.cast(
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
                        calls.add(method.getName() + List.of(args));
                        return method.getName().equals("nearest") ? List.of() : null;
                    }));
            Store wrapped = RedactingStore.wrap((Store) vectors, Redactor.standard());
            assertEquals(Capability.of(vectors), wrapped.capabilities());
            VectorStore store = Capability.require(wrapped, VectorStore.class);
            VectorSpace space = new VectorSpace("minilm", 2);
            Vector vector = Vector.of(1, 2);
            store.embed(space, "id", vector);
            assertEquals(List.of(), store.nearest(space, vector, 3));
            assertEquals(List.of("embed" + List.of(space, "id", vector), "nearest" + List.of(space, vector, 3)), calls);
            VectorSpace secret = new VectorSpace(TOKEN, 2);
            InvalidArgumentException e =
                    assertThrows(InvalidArgumentException.class, () -> store.embed(secret, "id", vector));
            assertFalse(String.valueOf(e.getMessage()).contains(TOKEN));
            assertEquals(2, calls.size());
        }
    }

    private interface VersionedWithVectors extends VersionedStore, VectorStore {}

    /** Notes every write and answers it with some fact. */
    private <S extends Store> S recorder(Class<S> type) {
        Fact some = new Fact(
                "id", new Assertion(KEY, JsonObject.EMPTY, T, "a", "r"), 1, 1, T, Sha256.of(new byte[0]), null);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            assertEquals("write", method.getName());
            written.addAll(((WriteBatch) args[0]).writes());
            return List.of(some);
        }));
    }
}
