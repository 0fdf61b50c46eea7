package dev.praxis.testkit.history.register;

import dev.praxis.testkit.history.History;
import dev.praxis.testkit.history.LinearizabilityChecker;
import dev.praxis.testkit.history.SequentialSpec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one versioned register does sequentially; at first it has had no value. Immutable. */
public final class RegisterSpec implements SequentialSpec<RegisterState, Request, Reply> {

    /** Creates a specification. */
    public RegisterSpec() {}

    /**
     * Checks the history of many registers, each on its own.
     *
     * @param history the history, from when all of them were empty
     * @throws AssertionError if it is not linearizable; the message has the key and the explanation
     */
    public static void requireLinearizable(History<Request, Reply> history) {
        new LinearizabilityChecker<>(new RegisterSpec())
                .checkEach(history, Request::key)
                .forEach((key, verdict) -> {
                    if (!verdict.isLinearizable()) {
                        throw new AssertionError("the history of " + key + " is " + verdict);
                    }
                });
    }

    @Override
    public RegisterState initial() {
        return new RegisterState(0, null);
    }

    @Override
    public Step<RegisterState, Reply> apply(RegisterState state, Request request) {
        Register register = new Register(state);
        Reply reply = request.ask(register);
        return new Step<>(register.state, reply);
    }

    /** Lives for one call. */
    private static final class Register implements Registers {
        private RegisterState state;

        Register(RegisterState state) {
            this.state = state;
        }

        @Override
        public Reply read(String key) {
            return Reply.done(state.active());
        }

        @Override
        public Reply put(String key, String content) {
            Version next = new Version(state.revisions() + 1, content);
            state = new RegisterState(next.revision(), next);
            return Reply.done(next);
        }

        @Override
        public Reply putIf(String key, @Nullable Version expected, String content) {
            return Objects.equals(state.active(), expected) ? put(key, content) : Reply.conflict(state.active());
        }

        @Override
        public Reply retire(String key) {
            Version ended = state.active();
            if (ended == null) {
                return Reply.conflict(null);
            }
            state = new RegisterState(state.revisions(), null);
            return Reply.done(ended);
        }

        @Override
        public Reply retireIf(String key, Version expected) {
            return expected.equals(state.active()) ? retire(key) : Reply.conflict(state.active());
        }
    }
}
