package dev.praxis.api.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {

    private static String idAt(String time, Random random) {
        return new TimeOrderedIds(() -> Instant.parse(time), random).get();
    }

    /** The example of RFC 9562, appendix A.6, in all bits that are not random. */
    @Test
    void hasTheFormOfVersion7() {
        String id = idAt("2022-02-22T19:22:22Z", new Random(1));
        assertTrue(id.startsWith("017f22e2-79b0-7"), id);
        assertEquals(7, UUID.fromString(id).version());
        assertEquals(2, UUID.fromString(id).variant());
        assertEquals(id, UUID.fromString(id).toString());
    }

    @Test
    void aLaterIdIsBehind() {
        Random random = new Random(2);
        String before = idAt("2026-11-21T08:00:00.000Z", random);
        String after = idAt("2026-11-21T08:00:00.001Z", random);
        assertTrue(before.compareTo(after) < 0, before + " " + after);
    }

    @Test
    void idsOfOneMomentDiffer() {
        Random random = new Random(3);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertTrue(ids.add(idAt("2026-11-21T08:00:00Z", random)));
        }
    }
}
