package dev.praxis.testkit.store;

import dev.praxis.testkit.Rule;
import dev.praxis.testkit.history.Event;
import dev.praxis.testkit.history.History;
import dev.praxis.testkit.history.register.RegisterRace;
import dev.praxis.testkit.history.register.RegisterSpec;
import dev.praxis.testkit.history.register.Reply;
import dev.praxis.testkit.history.register.Request;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Many callers at a time, and every answer that they got. */
abstract class LinearizabilityRules extends StoreRules {

    private static final int THREADS = 4;
    private static final int CALLS = 60;

    LinearizabilityRules(StoreTck tck) {
        super(tck);
    }

    /** If it fails: the message shows the first answer that no order explains, and what it would have to be. */
    @Rule("STORE-RACE-1")
    void allAnswersOfRacingThreadsFitOneOrder() {
        Queue<Event<Request, Reply>> events = new ConcurrentLinkedQueue<>();
        List<String> keys = List.of("host:a", "host:b");
        new RegisterRace("thread", new Random().nextLong(), THREADS, CALLS, keys).run(store(), events::add);
        RegisterSpec.requireLinearizable(History.of(events));
    }
}
