package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.action.Tier;
import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.audit.Decision;
import dev.praxis.api.audit.Phase;
import dev.praxis.api.json.JsonObject;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AuditArgumentsTest {

    @Test
    void whatIsPlainStaysWhatItIs() {
        Map<String, Object> map = new HashMap<>();
        map.put("text", "a");
        map.put("number", 7);
        map.put("flag", true);
        map.put("nothing", null);
        map.put("list", List.of("x", 1));
        map.put("decimal", new BigDecimal("1.10"));
        map.put("json", JsonObject.builder().put("a", 1).build());
        assertEquals(
                "{\"decimal\":\"1.10\",\"flag\":true,\"json\":{\"a\":1},\"list\":[\"x\",1],\"nothing\":null,\"number\":7,"
                        + "\"text\":\"a\"}",
                AuditArguments.of(map).toString());
    }

    static Stream<Arguments> hostile() {
        Map<Object, Object> itself = new HashMap<>();
        itself.put("self", itself);
        List<Object> list = new ArrayList<>();
        list.add(List.of(list));
        List<Object> deep = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            deep = new ArrayList<>(Collections.singletonList(deep));
        }
        Object throwing = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("no");
            }
        };
        Iterable<Object> endless = () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Object next() {
                return "again";
            }
        };
        return Stream.of(
                Arguments.of("a map that contains itself", itself, "[contains itself]"),
                Arguments.of("a list that contains itself", Map.of("l", list), "[contains itself]"),
                Arguments.of("depth", Map.of("deep", deep), "[too deep]"),
                Arguments.of("a value that throws", Map.of("t", throwing), "[IllegalStateException]"),
                Arguments.of("a key that throws", Map.of(throwing, "t"), "[IllegalStateException]"),
                Arguments.of("keys that are no texts", Map.of(1, 2, List.of(), 3), "\"1\":2"),
                Arguments.of("what does not end", Map.of("e", endless), "again"),
                Arguments.of("NUL and half a pair", Map.of("n\u0000", "\ud800x"), "\ufffdx"),
                Arguments.of("a long text", Map.of("long", "x".repeat(5_000_000)), "$elided"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void hostileArgumentsAreRecordedAllTheSame(String name, Map<?, ?> map, String expected, @TempDir Path directory) {
        try (AuditJournal log = Logs.open(directory)) {
            String json = log.append(new AuditEntry(
                            Logs.NOW,
                            "a",
                            "c/1",
                            name,
                            "t.v",
                            "h",
                            Tier.T1,
                            Phase.INTENT,
                            Decision.ALLOWED,
                            AuditArguments.of(map),
                            null,
                            null,
                            "p/1"))
                    .json();
            assertTrue(json.contains(expected) || json.contains("$elided"), json);
        }
        assertTrue(AuditVerifier.verify(directory).isIntact());
    }
}
