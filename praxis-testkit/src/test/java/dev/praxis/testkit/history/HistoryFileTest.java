package dev.praxis.testkit.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.praxis.testkit.history.register.RegisterText;
import dev.praxis.testkit.history.register.Reply;
import dev.praxis.testkit.history.register.Request;
import dev.praxis.testkit.history.register.Version;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {

    private static final RegisterText TEXT = new RegisterText();
    private static final Version VERSION = new Version(7, "c:1");

    private static final List<Event<Request, Reply>> EVENTS = List.of(
            new Event.Invoked<>("a#1", 1, new Request.Read("x")),
            new Event.Invoked<>("b#1", -2, new Request.Put("x", "é")),
            new Event.Answered<>("a#1", 3, new Reply(true, null)),
            new Event.Invoked<>("a#2", 4, new Request.PutIf("x", null, "A")),
            new Event.Answered<>("b#1", 5, new Reply(true, VERSION)),
            new Event.Answered<>("a#2", 6, new Reply(false, VERSION)),
            new Event.Invoked<>("a#3", 7, new Request.PutIf("x", VERSION, "B")),
            new Event.Refused<>("a#3"),
            new Event.Invoked<>("a#4", 8, new Request.Retire("x")),
            new Event.Invoked<>("b#2", 9, new Request.RetireIf("x", VERSION)));

    @TempDir
    Path directory;

    @Test
    void whatWasWrittenIsRead() throws IOException {
        assertEquals(EVENTS, HistoryFile.read(written(), TEXT));
    }

    @Test
    void aFileThatIsCutAnywhereHasTheEventsUpToTheCut() throws IOException {
        byte[] whole = Files.readAllBytes(written());
        Path cut = directory.resolve("cut");
        for (int length = 0; length <= whole.length; length++) {
            byte[] left = Arrays.copyOf(whole, length);
            Files.write(cut, left);
            int lines = 0;
            for (byte each : left) {
                lines += each == '\n' ? 1 : 0;
            }
            assertEquals(EVENTS.subList(0, lines), HistoryFile.read(cut, TEXT));
        }
    }

    @Test
    void aHistoryHasAnsweredAndOpenCallsAndNoRefusedOnes() {
        assertEquals(
                List.of("a#1 3", "b#1 5", "a#2 6", "a#4 open", "b#2 open"),
                History.of(EVENTS).calls().stream()
                        .map(call -> call.id() + " " + (call.isOpen() ? "open" : call.answeredAt()))
                        .toList());
    }

    @Test
    void eventsOutOfTurnAreNoHistory() {
        Event<Request, Reply> invoked = EVENTS.get(0);
        Event<Request, Reply> answered = EVENTS.get(2);
        assertThrows(IllegalArgumentException.class, () -> History.of(List.of(answered)));
        assertThrows(IllegalArgumentException.class, () -> History.of(List.of(invoked, invoked)));
        assertThrows(IllegalArgumentException.class, () -> History.of(List.of(invoked, answered, answered)));
        assertThrows(
                IllegalArgumentException.class,
                () -> History.of(List.of(invoked, answered, new Event.Refused<Request, Reply>("a#1"))));
    }

    @Test
    void anotherFileIsNoHistoryAndIsNotOverwritten() throws IOException {
        Path file = directory.resolve("other");
        Files.writeString(file, "something else\n");
        assertThrows(IllegalArgumentException.class, () -> HistoryFile.read(file, TEXT));
        assertThrows(FileAlreadyExistsException.class, () -> HistoryFile.create(file, TEXT));
    }

    private Path written() throws IOException {
        Path file = directory.resolve("history");
        try (HistoryFile<Request, Reply> history = HistoryFile.create(file, TEXT)) {
            EVENTS.forEach(history);
        }
        return file;
    }
}
