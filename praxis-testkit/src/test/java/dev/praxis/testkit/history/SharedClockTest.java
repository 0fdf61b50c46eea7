package dev.praxis.testkit.history;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.praxis.testkit.process.ChildJvm;
import dev.praxis.testkit.process.JvmCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedClockTest {

    /** Answers with its clock, or with what it is told to add to it. */
    static final class Child {

        private Child() {}

        public static void main(String[] args) throws IOException {
            long wrong = Long.parseLong(args[0]);
            BufferedReader told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                System.out.println(wrong + Long.parseLong(SharedClock.answer(line)));
            }
        }
    }

    @Test
    void theProcessesOfThisMachineHaveOneClock() throws Exception {
        try (ChildJvm child = JvmCommand.of(Child.class, "0").start()) {
            for (int i = 0; i < 1000; i++) {
                SharedClock.require(child);
            }
            child.finish();
        }
    }

    @Test
    void aClockThatIsAheadOrBehindIsNotShared() throws Exception {
        for (String wrong : new String[] {"60000000000", "-60000000000"}) {
            try (ChildJvm child = JvmCommand.of(Child.class, wrong).start()) {
                assertThrows(IllegalStateException.class, () -> SharedClock.require(child));
            }
        }
        assertThrows(
                IllegalStateException.class,
                () -> SharedClock.answer(Long.toString(System.nanoTime() + 60_000_000_000L)));
    }
}
