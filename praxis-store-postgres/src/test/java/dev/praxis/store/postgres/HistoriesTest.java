package dev.praxis.store.postgres;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.testkit.history.History;
import dev.praxis.testkit.history.register.ProcessRace;
import dev.praxis.testkit.history.register.RaceChild;
import dev.praxis.testkit.history.register.RegisterSpec;
import dev.praxis.testkit.history.register.Reply;
import dev.praxis.testkit.history.register.Request;
import dev.praxis.testkit.process.JvmCommand;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class HistoriesTest extends InOwnSchema {

    @TempDir
    Path directory;

    /** Races on the store that it is told. */
    static final class Child {

        private Child() {}

        public static void main(String[] args) throws IOException {
            RaceChild.run(args, location -> Samples.open(URI.create(location)), System.in, System.out);
        }
    }

    @Test
    void allAnswersOfRacingThreadsAndProcessesFitOneOrder() throws Exception {
        URI location = server.location(schema);
        History<Request, Reply> history = new ProcessRace(
                        JvmCommand.of(Child.class), location.toString(), directory, 2, 3, 100)
                .run(() -> Samples.open(location));
        RegisterSpec.requireLinearizable(history);
        assertTrue(history.calls().size() > 900, () -> history.calls().size() + " calls");
    }
}
