package dev.praxis.audit;

import dev.praxis.audit.tlog.Checkpoint;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sees to it that a log and what a register remembers of it go on together. Confined to the writer thread. */
final class RegisterGuard {

    private final @Nullable CheckpointRegister register;
    private Optional<Checkpoint> remembered = Optional.empty();

    RegisterGuard(@Nullable CheckpointRegister register) {
        this.register = register;
    }

    /**
     * Compares a log that is opened with what is remembered of it.
     *
     * @param registered whether the log says of itself that a register remembers it
     * @throws AuditTamperedException if it does not continue that
     */
    void requireContinued(OpenTree tree, boolean registered) throws IOException {
        if (register == null) {
            return;
        }
        remembered = register.read(tree.last().origin());
        if (remembered.isEmpty()) {
            if (registered && tree.signed() > 0) {
                throw AuditTamperedException.because(
                        "the register remembers nothing of the log, which was in it up to record "
                                + tree.signed()
                                + " or before: what it remembered was removed, or it is another register; if you did that,"
                                + " remove " + Terms.FILE
                                + " as well, and a record will say that the log is registered anew");
            }
            return;
        }
        Checkpoint known = remembered.get();
        if (known.size() > tree.signed()) {
            throw AuditTamperedException.because("the log was signed up to record " + tree.signed()
                    + ", and the register remembers " + known.size()
                    + ": this is an older state of it, from a backup or a copy");
        }
        if (known.size() > 0 && !tree.continues(known)) {
            throw AuditTamperedException.because("the log is not the one that the register remembers at record "
                    + known.size() + ": two copies of it were written to");
        }
    }

    /**
     * Remembers what was signed last.
     *
     * @throws AuditTamperedException if somebody else had something remembered meanwhile
     */
    void remember(OpenTree tree) throws IOException {
        if (register == null) {
            return;
        }
        Checkpoint last = tree.last();
        if (!register.replace(remembered, last)) {
            throw AuditTamperedException.because(
                    "another checkpoint of this log was remembered meanwhile: a copy of it is written to");
        }
        remembered = Optional.of(last);
    }
}
