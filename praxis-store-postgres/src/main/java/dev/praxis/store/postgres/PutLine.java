package dev.praxis.store.postgres;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.PraxisException;
import dev.praxis.api.store.StoreBusyException;
import dev.praxis.api.store.StoreUnavailableException;
import dev.praxis.api.store.UnknownOutcomeException;
import dev.praxis.store.jdbc.Deadline;
import dev.praxis.store.jdbc.Interrupts;
import dev.praxis.store.jdbc.PutAnswer;
import dev.praxis.store.jdbc.SinglePut;
import dev.praxis.store.jdbc.SinglePuts;
import dev.praxis.store.jdbc.Turn;
import dev.praxis.store.jdbc.TurnQueue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Callers who put one fact each, in the order in which they came. Whoever finds nobody putting leads: it sends its own put, or
 * those of all who wait, in one statement, so that they share a round trip, the lock of all writers and a commit. Thread-safe.
 */
final class PutLine implements SinglePuts {

    /** The greatest number of puts in one statement. */
    static final int MOST = 64;

    private final PostgresTransactor transactor;
    private final InstantSource clock;
    private final Duration busyWait;
    private final TurnQueue<Pending> queue = new TurnQueue<>();

    PutLine(PostgresTransactor transactor, InstantSource clock, Duration busyWait) {
        this.transactor = transactor;
        this.clock = clock;
        this.busyWait = busyWait;
    }

    @Override
    public PutAnswer put(SinglePut put) {
        Pending own = new Pending(put, Deadline.after(busyWait));
        Turn<Pending> turn = new Turn<>(own);
        Interrupts interrupts = new Interrupts();
        try {
            queue.enter(turn);
            if (turn.awaitLead(interrupts)) {
                lead(own);
            }
        } finally {
            queue.leave(turn);
            interrupts.giveBack();
        }
        return own.outcome();
    }

    private void lead(Pending own) {
        List<Pending> group = new ArrayList<>(List.of(own));
        try {
            for (Turn<Pending> next = next(group); next != null; next = next(group)) {
                group.add(Objects.requireNonNull(next.work()).answering(next));
            }
            send(group);
        } catch (RuntimeException | Error e) {
            // Not a failure of some put, so nobody knows how far it went; and nobody may wait for ever.
            undecided(group).forEach(pending -> pending.fail(e));
        }
    }

    private @Nullable Turn<Pending> next(List<Pending> group) {
        return group.size() < MOST ? queue.nextSharing() : null;
    }

    /** Every put of the group has its outcome when this returns. */
    private void send(List<Pending> group) {
        List<Pending> left = group;
        while (!left.isEmpty()) {
            Pending first = left.get(0);
            try {
                sendOnce(left, first.deadline());
            } catch (StoreBusyException e) {
                // The wait of the first is over, not that of the others.
                first.fail(e);
            } catch (InvalidArgumentException e) {
                if (left.size() == 1) {
                    first.fail(e);
                } else {
                    // One of them was refused, and nobody knows which: each for itself.
                    left.forEach(pending -> send(List.of(pending)));
                }
            } catch (PraxisException e) {
                left.forEach(pending -> pending.fail(ofOneCaller(e)));
            }
            left = undecided(left);
        }
    }

    private void sendOnce(List<Pending> group, Deadline deadline) {
        List<SinglePut> puts = group.stream().map(Pending::put).toList();
        List<PutAnswer> answers = transactor.writeInOneStatement(
                deadline, (session, lockWait) -> PutStatement.run(session, puts, clock.instant(), lockWait));
        for (int i = 0; i < answers.size(); i++) {
            group.get(i).answer(answers.get(i));
        }
    }

    private static List<Pending> undecided(List<Pending> group) {
        return group.stream().filter(pending -> !pending.isDecided()).toList();
    }

    /** An exception for each caller: they go to different threads, which may add to them. */
    private static PraxisException ofOneCaller(PraxisException shared) {
        if (shared instanceof UnknownOutcomeException) {
            return new UnknownOutcomeException(String.valueOf(shared.getMessage()), shared);
        }
        return shared instanceof StoreUnavailableException
                ? new StoreUnavailableException(String.valueOf(shared.getMessage()), shared)
                : shared;
    }

    /** A put and what came of it. Given from its caller to the leader and back by the queue. */
    private static final class Pending {

        private final SinglePut put;
        private final Deadline deadline;
        private @Nullable Turn<Pending> turn;
        private @Nullable PutAnswer answer;
        private @Nullable Throwable failure;

        Pending(SinglePut put, Deadline deadline) {
            this.put = put;
            this.deadline = deadline;
        }

        /** The turn of a caller behind the leader, who goes on when this is decided. */
        Pending answering(Turn<Pending> waiting) {
            turn = waiting;
            return this;
        }

        SinglePut put() {
            return put;
        }

        Deadline deadline() {
            return deadline;
        }

        boolean isDecided() {
            return answer != null || failure != null;
        }

        void answer(PutAnswer decided) {
            answer = decided;
            letGo();
        }

        void fail(Throwable thrown) {
            failure = thrown;
            letGo();
        }

        private void letGo() {
            Turn<Pending> waiting = turn;
            if (waiting != null) {
                waiting.answer();
            }
        }

        PutAnswer outcome() {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException runtime) {
                throw runtime;
            }
            return Objects.requireNonNull(answer, "the put was not sent");
        }
    }
}
