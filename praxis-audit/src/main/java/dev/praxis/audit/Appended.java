package dev.praxis.audit;

import dev.praxis.api.audit.AuditLine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * What becomes of a record that was handed to a journal. Each stage completes after the one before it, with the finished
 * record; if the record fails to get that far, with the reason. Thread-safe.
 *
 * <p>A dependent of a stage that was made without an executor runs on the writer thread of the journal, which writes nothing
 * meanwhile: use the methods whose names end in {@code Async} for anything that takes time. A dependent must not append to
 * the journal on that thread; this is refused with {@link IllegalStateException}.
 */
public final class Appended {

    private final CompletableFuture<AuditLine> durable = new CompletableFuture<>();

    private final CompletableFuture<AuditLine> delivered = new CompletableFuture<>();
    private final CompletableFuture<AuditLine> integrated = new CompletableFuture<>();
    private final CompletableFuture<AuditLine> checkpointed = new CompletableFuture<>();
    private final CompletableFuture<AuditLine> witnessed = new CompletableFuture<>();

    Appended() {}

    /**
     * Completes when the record is on disk and survives a power loss.
     *
     * @return the stage; it fails with what {@link AuditLog#append} throws
     */
    public CompletionStage<AuditLine> durable() {
        return durable.minimalCompletionStage();
    }

    /**
     * Completes when the sinks took the record as their modes want it. A stage beside the others: it waits only for the record to
     * be durable.
     *
     * @return the stage; it fails with {@link dev.praxis.api.audit.AuditSinkException} if a required sink or a quorum did not take
     *     it, though it is in the log
     */
    public CompletionStage<AuditLine> delivered() {
        return delivered.minimalCompletionStage();
    }

    /**
     * Completes when the record is in the Merkle tree, in memory.
     *
     * @return the stage
     */
    public CompletionStage<AuditLine> integrated() {
        return integrated.minimalCompletionStage();
    }

    /**
     * Completes when a signed checkpoint that covers the record is on disk: from then on nobody without the key can change or
     * cut off the record unnoticed.
     *
     * @return the stage; it fails with {@link AuditUnavailableException} or {@link AuditTamperedException} if the checkpoint
     *     could not be written, though a later one may cover the record
     */
    public CompletionStage<AuditLine> checkpointed() {
        return checkpointed.minimalCompletionStage();
    }

    /**
     * Completes when as many witnesses as the {@linkplain WitnessPolicy policy} asks for have cosigned a checkpoint that covers the
     * record: from then on not even who has the key can change or cut off the record unnoticed.
     *
     * @return the stage; it fails as {@link #checkpointed()} does, and with {@link AuditUnavailableException} if too few witnesses
     *     cosigned, though they may cosign a later checkpoint that covers the record, or if the journal has none
     */
    public CompletionStage<AuditLine> witnessed() {
        return witnessed.minimalCompletionStage();
    }

    void becameDurable(AuditLine line, CompletionStage<Void> delivery) {
        durable.complete(line);
        CompletionStage<Void> unused = delivery.whenComplete((taken, failure) -> {
            if (failure == null) {
                delivered.complete(line);
            } else {
                delivered.completeExceptionally(failure);
            }
        });
    }

    void becameIntegrated() {
        integrated.complete(durable.join());
    }

    /** It is not durable, and what it tells of may go on all the same. */
    void wentToLastResort(AuditLine line, RuntimeException why) {
        durable.complete(line);
        delivered.complete(line); // there is nothing that the sinks could take
        integrated.completeExceptionally(why);
        checkpointed.completeExceptionally(why);
        witnessed.completeExceptionally(why);
    }

    void becameCheckpointed() {
        checkpointed.complete(durable.join());
    }

    void becameWitnessed() {
        witnessed.complete(durable.join());
    }

    void witnessFailed(RuntimeException reason) {
        witnessed.completeExceptionally(reason);
    }

    void checkpointFailed(RuntimeException reason) {
        checkpointed.completeExceptionally(reason);
        witnessed.completeExceptionally(reason);
    }

    void failed(RuntimeException reason) {
        durable.completeExceptionally(reason);
        delivered.completeExceptionally(reason);
        integrated.completeExceptionally(reason);
        checkpointed.completeExceptionally(reason);
        witnessed.completeExceptionally(reason);
    }

    /** Waits until the record is durable and delivered, whatever interrupts this thread: a record under way is not called back. */
    AuditLine await() {
        try {
            return delivered.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }
}
