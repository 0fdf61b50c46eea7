package dev.praxis.testkit.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.testkit.RequiresTool;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChildJvmTest {

    /** Says its first argument and its options, then every line that it is told; ends with the status of its second argument. */
    static final class Echo {

        private Echo() {}

        public static void main(String[] args) throws IOException {
            System.out.println(args[0] + " " + System.getProperty("colour"));
            BufferedReader told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                System.out.println("told " + line);
            }
            System.exit(Integer.parseInt(args[1]));
        }
    }

    @Test
    void aChildIsToldAndHeardUntilItsEnd() throws Exception {
        try (ChildJvm child = JvmCommand.of(Echo.class, "hello", "0")
                .withOptions("-Dcolour=red")
                .start()) {
            assertEquals("hello red", child.hear());
            child.tell("one");
            assertEquals("told one", child.hear());
            child.tell("two");
            assertEquals(List.of("told two"), child.finish());
            assertThrows(EOFException.class, child::hear);
        }
    }

    @Test
    void aChildThatFailsIsNoSuccess() throws Exception {
        try (ChildJvm child = JvmCommand.of(Echo.class, "hello", "3").start()) {
            AssertionError failure = assertThrows(AssertionError.class, child::finish);
            assertTrue(failure.getMessage().contains("status 3"), failure.getMessage());
        }
    }

    @Test
    void whatAKilledChildHadSaidIsHeard() throws Exception {
        try (ChildJvm child = JvmCommand.of(Echo.class, "hello", "0").start()) {
            assertEquals("hello null", child.hear());
            child.tell("last");
            assertEquals("told last", child.hear());
            assertTrue(child.livesFor(Duration.ofMillis(1)));
            assertEquals(List.of(), child.kill());
            assertFalse(child.livesFor(Duration.ZERO));
        }
    }

    @Test
    void aChildThatHadEndedWasNotKilled() throws Exception {
        try (ChildJvm child = JvmCommand.of(Echo.class, "hello", "0").start()) {
            child.finish();
            assertThrows(AssertionError.class, child::kill);
        }
    }

    @RequiresTool(value = "setsid", from = "util-linux")
    @Test
    void aKillReachesTheJvmThroughItsWrapper() throws Exception {
        try (ChildJvm child = JvmCommand.of(Echo.class, "hello", "0")
                .under("setsid", "--fork", "--wait")
                .start()) {
            child.hear();
            List<ProcessHandle> jvms =
                    ProcessHandle.of(child.pid()).orElseThrow().descendants().toList();
            assertEquals(1, jvms.size());
            child.kill();
            jvms.get(0).onExit().join();
        }
    }
}
