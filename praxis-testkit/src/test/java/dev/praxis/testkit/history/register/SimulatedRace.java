package dev.praxis.testkit.history.register;

import dev.praxis.testkit.history.Call;
import dev.praxis.testkit.history.History;
import dev.praxis.testkit.history.SequentialSpec.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Callers of one sound register whose turns are drawn by lot: each call is invoked, happens and is answered at three moments,
 * with those of other callers between them. Some callers die in between, which leaves their calls open.
 */
final class SimulatedRace {

    private static final String KEY = "k";

    private final RegisterSpec spec = new RegisterSpec();
    private final Random random;
    private final double deaths;
    private final List<Turn> turns = new ArrayList<>();
    private final List<Call<Request, Reply>> calls = new ArrayList<>();
    private RegisterState state = spec.initial();
    private int callers;
    private int invoked;

    /** A caller and how far its call has come. */
    private static final class Turn {
        final String name;
        final Caller caller;

        @Nullable
        Request request;

        @Nullable
        Reply reply;

        long invokedAt;

        Turn(String name, Caller caller) {
            this.name = name;
            this.caller = caller;
        }
    }

    SimulatedRace(Random random, int callers, double deaths) {
        this.random = random;
        this.deaths = deaths;
        for (int i = 0; i < callers; i++) {
            turns.add(newTurn());
        }
    }

    /** A history that is linearizable, because it was made so. */
    History<Request, Reply> run(int count) {
        long time = 0;
        while (calls.size() < count) {
            Turn turn = turns.get(random.nextInt(turns.size()));
            time++;
            if (turn.request != null) {
                advance(turn, turn.request, time);
            } else if (invoked < count) {
                turn.request = turn.caller.next();
                turn.invokedAt = time;
                invoked++;
            }
        }
        return new History<>(calls);
    }

    private void advance(Turn turn, Request request, long time) {
        Reply reply = turn.reply;
        if (random.nextDouble() < deaths) {
            calls.add(Call.open(turn.name + "#" + turn.invokedAt, turn.invokedAt, request));
            turns.set(turns.indexOf(turn), newTurn());
        } else if (reply == null) {
            Step<RegisterState, Reply> step = spec.apply(state, request);
            state = step.state();
            turn.reply = step.output();
        } else {
            calls.add(new Call<>(turn.name + "#" + turn.invokedAt, turn.invokedAt, time, request, reply));
            turn.caller.heard(request, reply);
            turn.request = null;
            turn.reply = null;
        }
    }

    private Turn newTurn() {
        String name = "c" + ++callers;
        return new Turn(name, new Caller(name, random.nextLong(), List.of(KEY), true));
    }
}
