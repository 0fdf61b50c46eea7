package dev.praxis.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.testkit.process.ChildJvm;
import dev.praxis.testkit.process.JvmCommand;
import dev.praxis.testkit.store.LargeRecord;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a listing and an export hold of a record that is several times as large as the heap. */
@Timeout(180)
class ConstantMemoryTest extends InOwnSchema {

    private URI location;

    @BeforeEach
    void writeARecord() {
        location = server.location(schema);
        try (VersionedStore store = Samples.open(location)) {
            LargeRecord.write(store);
        }
    }

    private ChildJvm child(String task) throws IOException {
        JvmCommand command = JvmCommand.of(SmallHeap.class, task, location.toString())
                .withOptions(LargeRecord.SMALL_HEAP, "-XX:+ExitOnOutOfMemoryError");
        return command.start();
    }

    @Test
    void aListingAndAnExportHoldAPageOfIt() throws Exception {
        try (ChildJvm child = child("stream")) {
            assertEquals(List.of("whole"), child.finish());
        }
        // So that this cannot pass on a heap that is large enough.
        try (ChildJvm child = child("keep")) {
            assertThrows(AssertionError.class, child::finish);
        }
    }

    /** A JVM with {@link LargeRecord#SMALL_HEAP}. */
    static final class SmallHeap {

        private SmallHeap() {}

        public static void main(String[] args) throws IOException {
            List<Fact> kept = new ArrayList<>();
            boolean keeps = args[0].equals("keep");
            try (VersionedStore store = Samples.open(URI.create(args[1]))) {
                LargeRecord.stream(store, fact -> {
                    if (keeps) {
                        kept.add(fact);
                    }
                });
                System.out.println(kept.isEmpty() ? "whole" : "kept " + kept.size());
            }
        }
    }
}
