package dev.praxis.audit;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.audit.sink.SinkPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a journal works. Immutable.
 *
 * @param lockWait how long opening waits for another writer of the directory; 0 to one hour
 * @param segmentBytes how long a segment may become before a new one is begun; 4096 to 1 GiB
 * @param segmentAge how old a segment may become before a new one is begun; one second to 10 years
 * @param checkpointRecords after how many records the log is signed; 1 to 1,000,000
 * @param checkpointPeriod after how much time it is, if there was a record; 10 ms to one day
 * @param keyFile where the key is that signs checkpoints, in OpenSSH format, made when a log is; null for
 *     {@code keys/audit.key} beside the directory of the log
 * @param origin the name of a log that is made: no spaces, no plus sign; null for one of random digits
 * @param space when the space on the disk is low
 * @param whenUnavailable what happens to what cannot be recorded
 * @param register what remembers how far the log was signed, so that a copy or a backup is found; null for none
 * @param sinks who gets the finished records; the journal opens and closes them
 * @param witnesses who cosigns the checkpoints
 * @param forwarding whether an {@link OnDemandAuditLog} hands its records to the process that holds the log, where one takes them
 */
public record JournalOptions(
        Duration lockWait,
        long segmentBytes,
        Duration segmentAge,
        int checkpointRecords,
        Duration checkpointPeriod,
        @Nullable Path keyFile,
        @Nullable String origin,
        SpaceLimits space,
        WhenUnavailable whenUnavailable,
        @Nullable CheckpointRegister register,
        SinkPlan sinks,
        WitnessPolicy witnesses,
        boolean forwarding) {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /**
     * Checks the ranges.
     *
     * @throws InvalidArgumentException if one is out of range
     */
    public JournalOptions {
        require("lock wait", lockWait, Duration.ZERO, HOUR);
        require("length of a segment", segmentBytes, 4096L, 1L << 30);
        require("age of a segment", segmentAge, Duration.ofSeconds(1), DAY.multipliedBy(3653));
        require("number of records between checkpoints", checkpointRecords, 1, 1_000_000);
        require("time between checkpoints", checkpointPeriod, Duration.ofMillis(10), DAY);
        Objects.requireNonNull(space, "space");
        Objects.requireNonNull(whenUnavailable, "whenUnavailable");
        Objects.requireNonNull(sinks, "sinks");
        Objects.requireNonNull(witnesses, "witnesses");
    }

    /**
     * The usual: 10 s for the lock, segments of 64 MiB or one day, a checkpoint after 1024 records or 10 s, no sinks, no
     * witnesses.
     *
     * @return the options
     */
    public static JournalOptions defaults() {
        return new JournalOptions(
                Duration.ofSeconds(10),
                64L << 20,
                DAY,
                1024,
                Duration.ofSeconds(10),
                null,
                null,
                SpaceLimits.defaults(),
                WhenUnavailable.REFUSE_ABOVE_T0,
                null,
                SinkPlan.none(),
                WitnessPolicy.none(),
                true);
    }

    /**
     * The same with another wait for the lock.
     *
     * @param wait how long
     * @return the options
     * @throws InvalidArgumentException if it is out of range
     */
    public JournalOptions withLockWait(Duration wait) {
        return with(draft -> draft.lockWait = wait);
    }

    /**
     * The same with other limits of a segment.
     *
     * @param bytes how long it may become
     * @param age how old it may become
     * @return the options
     * @throws InvalidArgumentException if one is out of range
     */
    public JournalOptions withSegments(long bytes, Duration age) {
        return with(draft -> {
            draft.segmentBytes = bytes;
            draft.segmentAge = age;
        });
    }

    /**
     * The same with other times of checkpoints.
     *
     * @param records after how many records
     * @param period after how much time
     * @return the options
     * @throws InvalidArgumentException if one is out of range
     */
    public JournalOptions withCheckpoints(int records, Duration period) {
        return with(draft -> {
            draft.checkpointRecords = records;
            draft.checkpointPeriod = period;
        });
    }

    /**
     * The same with another key and name for a log that is made; a log that is there keeps its own.
     *
     * @param key where the key is; null for {@code keys/audit.key} beside the directory of the log
     * @param name the name; null for one of random digits
     * @return the options
     */
    public JournalOptions withIdentity(@Nullable Path key, @Nullable String name) {
        return with(draft -> {
            draft.keyFile = key;
            draft.origin = name;
        });
    }

    /**
     * The same with other limits of space.
     *
     * @param limits when the space is low
     * @return the options
     */
    public JournalOptions withSpace(SpaceLimits limits) {
        return with(draft -> draft.space = limits);
    }

    /**
     * The same with another answer to records that cannot be kept. That it is another one is itself put on record.
     *
     * @param answer what happens then
     * @return the options
     */
    public JournalOptions withUnavailable(WhenUnavailable answer) {
        return with(draft -> draft.whenUnavailable = answer);
    }

    /**
     * The same with another register of checkpoints. That there is one, or none any more, is itself put on record; a register that
     * knows nothing of a log that was in it is refused with {@link AuditTamperedException}.
     *
     * @param remembering what remembers; null for none
     * @return the options
     */
    public JournalOptions withRegister(@Nullable CheckpointRegister remembering) {
        return with(draft -> draft.register = remembering);
    }

    /** Where the key of a log is. */
    Path keyFileOf(Path log) {
        return keyFile == null ? log.toAbsolutePath().resolveSibling("keys").resolve("audit.key") : keyFile;
    }

    /**
     * The same with other sinks.
     *
     * @param all the sinks
     * @return the options
     */
    public JournalOptions withSinks(SinkPlan all) {
        return with(draft -> draft.sinks = all);
    }

    /**
     * The same with other witnesses.
     *
     * @param policy who cosigns the checkpoints
     * @return the options
     */
    public JournalOptions withWitnesses(WitnessPolicy policy) {
        return with(draft -> draft.witnesses = policy);
    }

    /**
     * The same with or without handing records to the process that holds the log.
     *
     * @param wanted false: an {@link OnDemandAuditLog} writes itself, or fails with {@link AuditBusyException}
     * @return the options
     */
    public JournalOptions withForwarding(boolean wanted) {
        return with(draft -> draft.forwarding = wanted);
    }

    private JournalOptions with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.options();
    }

    /** The options while one of them is changed, so that no change has to name the others. */
    private static final class Draft {

        private Duration lockWait;
        private long segmentBytes;
        private Duration segmentAge;
        private int checkpointRecords;
        private Duration checkpointPeriod;
        private @Nullable Path keyFile;
        private @Nullable String origin;
        private SpaceLimits space;
        private WhenUnavailable whenUnavailable;
        private @Nullable CheckpointRegister register;
        private SinkPlan sinks;
        private WitnessPolicy witnesses;
        private boolean forwarding;

        Draft(JournalOptions options) {
            lockWait = options.lockWait;
            segmentBytes = options.segmentBytes;
            segmentAge = options.segmentAge;
            checkpointRecords = options.checkpointRecords;
            checkpointPeriod = options.checkpointPeriod;
            keyFile = options.keyFile;
            origin = options.origin;
            space = options.space;
            whenUnavailable = options.whenUnavailable;
            register = options.register;
            sinks = options.sinks;
            witnesses = options.witnesses;
            forwarding = options.forwarding;
        }

        JournalOptions options() {
            return new JournalOptions(
                    lockWait,
                    segmentBytes,
                    segmentAge,
                    checkpointRecords,
                    checkpointPeriod,
                    keyFile,
                    origin,
                    space,
                    whenUnavailable,
                    register,
                    sinks,
                    witnesses,
                    forwarding);
        }
    }

    private static <T extends Comparable<T>> void require(String what, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new InvalidArgumentException(
                    "the " + what + " (" + value + ") is out of range; allowed is " + least + " to " + most);
        }
    }
}
