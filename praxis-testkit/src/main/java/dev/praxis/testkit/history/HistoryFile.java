package dev.praxis.testkit.history;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A file that takes events, one on a line, each handed to the operating system before {@link #accept} returns: what was
 * accepted is read even if the process is killed right after. Thread-safe; blocks on I/O.
 *
 * @param <I> what is asked
 * @param <O> what is answered
 */
public final class HistoryFile<I, O> implements Consumer<Event<I, O>>, AutoCloseable {

    private static final String INVOKED = "invoked";
    private static final String ANSWERED = "answered";
    private static final String REFUSED = "refused";

    private final ReentrantLock lock = new ReentrantLock();
    private final OutputStream out;
    private final CallText<I, O> text;

    private HistoryFile(OutputStream out, CallText<I, O> text) {
        this.out = out;
        this.text = text;
    }

    /**
     * Makes a file.
     *
     * @param <I> what is asked
     * @param <O> what is answered
     * @param file where; nothing may be there
     * @param text how to write inputs and outputs
     * @return the open file
     * @throws IOException if it cannot be made
     */
    public static <I, O> HistoryFile<I, O> create(Path file, CallText<I, O> text) throws IOException {
        return new HistoryFile<>(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), text);
    }

    /**
     * Reads what was written, also by a process that was killed. A last line that was cut is left out: an invocation that was
     * not wholly written had not begun, and a call whose answer was not wholly written stays open.
     *
     * @param <I> what is asked
     * @param <O> what is answered
     * @param file the file
     * @param text how inputs and outputs were written
     * @return the events in their order
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if a line is not an event
     */
    public static <I, O> List<Event<I, O>> read(Path file, CallText<I, O> text) throws IOException {
        List<Event<I, O>> events = new ArrayList<>();
        byte[] all = Files.readAllBytes(file);
        int start = 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i] == '\n') {
                events.add(event(new String(all, start, i - start, StandardCharsets.UTF_8), text));
                start = i + 1;
            }
        }
        return events;
    }

    /**
     * Writes an event.
     *
     * @param event the event
     * @throws UncheckedIOException if it cannot be written
     */
    @Override
    public void accept(Event<I, O> event) {
        byte[] line = (line(event) + "\n").getBytes(StandardCharsets.UTF_8);
        lock.lock();
        try {
            out.write(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private String line(Event<I, O> event) {
        if (event instanceof Event.Invoked<I, O> invoked) {
            return INVOKED + " " + invoked.call() + " " + invoked.at() + " " + text.ofInput(invoked.input());
        }
        if (event instanceof Event.Answered<I, O> answered) {
            return ANSWERED + " " + answered.call() + " " + answered.at() + " " + text.ofOutput(answered.output());
        }
        return REFUSED + " " + event.call();
    }

    private static <I, O> Event<I, O> event(String line, CallText<I, O> text) {
        String[] words = line.split(" ", 4);
        if (words.length == 4 && words[0].equals(INVOKED)) {
            return new Event.Invoked<>(words[1], Long.parseLong(words[2]), text.input(words[3]));
        }
        if (words.length == 4 && words[0].equals(ANSWERED)) {
            return new Event.Answered<>(words[1], Long.parseLong(words[2]), text.output(words[3]));
        }
        if (words.length == 2 && words[0].equals(REFUSED)) {
            return new Event.Refused<>(words[1]);
        }
        throw new IllegalArgumentException("not an event of a history: " + line);
    }
}
