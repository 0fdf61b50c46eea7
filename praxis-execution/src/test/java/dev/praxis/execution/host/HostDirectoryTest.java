package dev.praxis.execution.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.action.Target;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.testkit.store.ModelStore;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostDirectoryTest {

    private final ModelStore store = new ModelStore(StoreOptions.defaults());
    private final HostDirectory hosts = new HostDirectory(store);

    @Test
    void aDeclaredHostIsFoundAsItsFactSays() {
        JsonObject attributes = CanonicalJson.parseObject("{\"node\":\"10.5.0.2\",\"endpoint\":\"10.5.0.1\"}");
        Fact fact = store.put(
                HostDirectory.declaration("cp-1.example", "talos", attributes, Instant.EPOCH, "alice", "new"));
        Target target = hosts.require("cp-1.example");
        assertEquals(new FactKey("host:cp-1.example", "host", "declared"), target.fact());
        assertEquals("talos", target.type());
        assertEquals(Optional.of("10.5.0.2"), target.attributes().string("node"));
        assertEquals(fact.version(), target.version());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Cp-1", "cp_1", "-a", "a-", "a..b", ".", "a.", "a b", "a\n", "ä", "a,b", "host:a", "a/b"})
    void whatIsNotANameCannotBeDeclaredAndIsNotFound(String name) {
        assertThrows(
                InvalidArgumentException.class,
                () -> HostDirectory.declaration(name, "talos", JsonObject.EMPTY, Instant.EPOCH, "alice", "new"));
        assertEquals(Optional.empty(), hosts.find(name));
        assertThrows(HostUnknownException.class, () -> hosts.require(name));
    }

    @Test
    void labelsHave63CharactersAndNames253() {
        HostDirectory.key("a".repeat(63) + ".b");
        HostDirectory.key("a.".repeat(126) + "b");
        assertThrows(InvalidArgumentException.class, () -> HostDirectory.key("a".repeat(64)));
        assertThrows(InvalidArgumentException.class, () -> HostDirectory.key("a.".repeat(127) + "b"));
    }

    @Test
    void aHostNeedsAType() {
        assertThrows(
                InvalidArgumentException.class,
                () -> HostDirectory.declaration("a", "", JsonObject.EMPTY, Instant.EPOCH, "alice", "new"));
        store.put(new Assertion(HostDirectory.key("a"), JsonObject.EMPTY, Instant.EPOCH, "alice", "by hand"));
        assertThrows(HostTypeException.class, () -> hosts.find("a"));
    }
}
