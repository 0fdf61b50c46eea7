package dev.praxis.testkit.history.register;

import dev.praxis.api.store.Capability;
import dev.praxis.api.store.Store;
import dev.praxis.testkit.Race;
import dev.praxis.testkit.history.Event;
import dev.praxis.testkit.history.Recorder;
import java.util.List;
import java.util.function.Consumer;

/**
 * Callers that race on the same registers of a store, each in its own thread. Immutable.
 *
 * @param name names the callers, without white space; unique among races whose histories are merged
 * @param seed what the callers do follows from it, and from what they are answered
 * @param callers how many callers
 * @param calls how many calls each of them makes
 * @param keys the registers; the fewer, the harder the race
 */
public record RegisterRace(String name, long seed, int callers, int calls, List<String> keys) {

    /** Copies the list. */
    public RegisterRace {
        keys = List.copyOf(keys);
    }

    /**
     * Runs the race. Blocks until every caller is done.
     *
     * @param store the store; conditional calls are made if it has compare-and-set
     * @param sink takes down the history; thread-safe
     * @throws AssertionError if the store fails in a way that its contract does not allow
     */
    public void run(Store store, Consumer<? super Event<Request, Reply>> sink) {
        Registers registers = new StoreRegisters(store);
        boolean conditional = store.capabilities().contains(Capability.VERSIONED);
        Race race = new Race();
        for (int i = 0; i < callers; i++) {
            String caller = name + "." + i;
            Caller requests = new Caller(caller, seed + i, keys, conditional);
            Recorder<Request, Reply> recorder = new Recorder<>(caller, System::nanoTime, sink, StoreRegisters::judge);
            race.runner(() -> {
                for (int call = 0; call < calls; call++) {
                    Request request = requests.next();
                    recorder.call(request, each -> each.ask(registers))
                            .ifPresent(reply -> requests.heard(request, reply));
                }
            });
        }
        race.run();
    }
}
