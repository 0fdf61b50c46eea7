package dev.praxis.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.testkit.process.ChildJvm;
import dev.praxis.testkit.process.JvmCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TurnstileTest {

    /** As good as for ever: who waits so long hangs, and the test with him. */
    private static final long PATIENCE = Duration.ofHours(1).toNanos();

    @TempDir
    Path directory;

    private Path store;
    private TurnstileFile turnstile;

    @BeforeEach
    void open() {
        store = directory.resolve("facts.db");
        turnstile = new TurnstileFile(new StoreFile(store));
    }

    @AfterEach
    void close() {
        turnstile.close();
    }

    @Test
    void whoStandsInTheDoorIsNextHoweverOftenTheOtherComesBack() throws Exception {
        try (Door door = new Door(store);
                ChildJvm child = start()) {
            for (int i = 0; i < 20; i++) {
                turnstile.enter(PATIENCE);
                child.tell("enter");
                door.awaitSomebody();
                turnstile.leave();
                turnstile.enter(0);
                // It is the child's turn, so this went on without one, and there is nothing to leave.
                turnstile.leave();
                assertEquals("in", child.hear());
                child.tell("leave");
                assertEquals("out", child.hear());
            }
            assertEquals(0, Files.size(new StoreFile(store).turnstile()));
        }
    }

    @Test
    void theTurnOfAProcessThatIsKilledIsOver() throws Exception {
        try (ChildJvm holder = start()) {
            holder.tell("enter");
            assertEquals("in", holder.hear());
            try (Door door = new Door(store);
                    ChildJvm next = start()) {
                next.tell("enter");
                door.awaitSomebody();
                next.kill();
            }
            holder.kill();
        }
        turnstile.enter(PATIENCE);
        try (ChildJvm child = start()) {
            child.tell("enter");
            turnstile.leave();
            assertEquals("in", child.hear());
        }
    }

    @Test
    void whoStandsStillInTheDoorIsHardlyWaitedForUntilHeHasGone() throws Exception {
        try (Door door = new Door(store)) {
            FileLock stopped = Objects.requireNonNull(door.lock());
            turnstile.enter(1);
            turnstile.leave();
            // Would not come back if it waited as long again.
            turnstile.enter(PATIENCE);
            turnstile.leave();
            stopped.release();
            turnstile.enter(PATIENCE);
            try (ChildJvm child = start()) {
                child.tell("enter");
                door.awaitSomebody();
                turnstile.leave();
                assertEquals("in", child.hear());
            }
        }
    }

    @Test
    void anInterruptNeitherEndsTheWaitNorGetsLostNorClosesTheFile() throws Exception {
        try (Door door = new Door(store);
                ChildJvm child = start()) {
            child.tell("enter");
            assertEquals("in", child.hear());
            FutureTask<Boolean> wait = new FutureTask<>(() -> {
                turnstile.enter(PATIENCE);
                return Thread.interrupted();
            });
            Thread thread = new Thread(wait);
            thread.start();
            while (!Thread.State.TIMED_WAITING.equals(thread.getState())) {
                Thread.onSpinWait();
            }
            thread.interrupt();
            child.tell("leave");
            assertEquals("out", child.hear());
            assertTrue(wait.get());
            child.tell("enter");
            door.awaitSomebody();
            turnstile.leave();
            assertEquals("in", child.hear());
        }
    }

    @Test
    void twoStoresOfOneProcessTakeTurnsToo() throws Exception {
        TurnstileFile other = new TurnstileFile(new StoreFile(store));
        turnstile.enter(PATIENCE);
        FutureTask<Boolean> wait = new FutureTask<>(() -> {
            other.enter(PATIENCE);
            return true;
        });
        Thread thread = new Thread(wait);
        thread.start();
        while (!Thread.State.TIMED_WAITING.equals(thread.getState())) {
            Thread.onSpinWait();
        }
        assertFalse(wait.isDone());
        turnstile.leave();
        assertTrue(wait.get());
        other.close();
    }

    @Test
    void aStoreWritesWhereThereCanBeNone() throws IOException {
        Files.createDirectory(new StoreFile(store).turnstile());
        try (VersionedStore facts = Samples.open(store)) {
            assertEquals(1, facts.put(Samples.say(1)).sequence());
            assertEquals(2, facts.put(Samples.say(2)).sequence());
        }
    }

    @Test
    void aStoreWritesThoughSomebodyStandsStillInTheDoor() throws IOException {
        try (Door door = new Door(store);
                VersionedStore facts =
                        Samples.open(store, StoreOptions.defaults().withBusyWait(Duration.ofMillis(200)))) {
            FileLock stopped = Objects.requireNonNull(door.lock());
            assertEquals(1, facts.put(Samples.say(1)).sequence());
            assertEquals(2, facts.put(Samples.say(2)).sequence());
            stopped.release();
        }
    }

    @Test
    void aStoreThatOnlyReadsMakesNone() {
        try (VersionedStore facts = Samples.open(store)) {
            assertEquals(0, facts.lastSequence());
        }
        assertFalse(Files.exists(new StoreFile(store).turnstile()));
    }

    private ChildJvm start() throws IOException {
        ChildJvm child = JvmCommand.of(Child.class, store.toString()).start();
        assertEquals("ready", child.hear());
        return child;
    }

    /** Enters and leaves as it is told. */
    static final class Child {

        private Child() {}

        public static void main(String[] args) throws IOException {
            TurnstileFile turnstile = new TurnstileFile(new StoreFile(Path.of(args[0])));
            say("ready");
            BufferedReader told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                if (line.equals("enter")) {
                    turnstile.enter(PATIENCE);
                    say("in");
                } else {
                    turnstile.leave();
                    say("out");
                }
            }
        }

        private static void say(String what) {
            System.out.println(what);
            System.out.flush();
        }
    }
}
