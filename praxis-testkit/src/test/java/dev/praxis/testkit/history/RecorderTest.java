package dev.praxis.testkit.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecorderTest {

    private final AtomicLong clock = new AtomicLong();
    private final List<Event<String, String>> events = new ArrayList<>();
    private final Recorder<String, String> recorder =
            new Recorder<>("me", clock::incrementAndGet, events::add, failure -> switch (failure.getMessage()) {
                case "busy" -> Recorder.Failure.REFUSED;
                case "lost" -> Recorder.Failure.UNKNOWN;
                default -> Recorder.Failure.UNEXPECTED;
            });

    @Test
    void aCallIsTakenDownBeforeItBeginsAndAfterItsAnswer() {
        assertEquals(Optional.of("pong"), recorder.call("ping", input -> {
            assertEquals(List.of(new Event.Invoked<>("me#1", 1, "ping")), events);
            clock.set(10);
            return "pong";
        }));
        assertEquals(List.of(new Event.Invoked<>("me#1", 1, "ping"), new Event.Answered<>("me#1", 11, "pong")), events);
    }

    @Test
    void whatAFailureLeavesKnownIsTakenDown() {
        assertTrue(fails("busy").isEmpty());
        assertTrue(fails("lost").isEmpty());
        assertThrows(IllegalStateException.class, () -> fails("broken"));
        assertEquals(
                List.of(
                        new Event.Invoked<>("me#1", 1, "busy"),
                        new Event.Refused<>("me#1"),
                        new Event.Invoked<>("me#2", 2, "lost"),
                        new Event.Invoked<>("me#3", 3, "broken")),
                events);
    }

    private Optional<String> fails(String how) {
        return recorder.call(how, input -> {
            throw new IllegalStateException(input);
        });
    }
}
