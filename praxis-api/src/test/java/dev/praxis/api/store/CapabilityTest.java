package dev.praxis.api.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a store can do is what its type says. */
class CapabilityTest {

    @Test
    void aStoreWithTheTypeIsGivenBackAsThat() {
        VersionedStore store = storeOf(VersionedStore.class);
        assertSame(store, Capability.require(store, VersionedStore.class));
        assertEquals(Set.of(Capability.VERSIONED), Capability.of(store));
    }

    @Test
    void aStoreWithoutTheTypeIsRefusedWithTheCapability() {
        Store store = storeOf(Store.class);
        CapabilityAbsentException absent =
                assertThrows(CapabilityAbsentException.class, () -> Capability.require(store, VersionedStore.class));
        assertEquals(Capability.VERSIONED, absent.capability());
        assertEquals("PRX-STORE-CAPABILITY", absent.code());
        assertEquals(Set.of(), Capability.of(store));
    }

    @Test
    void aTypeThatIsNoCapabilityIsAMistakeOfTheCaller() {
        Store store = storeOf(VersionedStore.class);
        assertThrows(IllegalArgumentException.class, () -> Capability.require(store, Store.class));
    }

    private static <T extends Store> T storeOf(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                }));
    }
}
