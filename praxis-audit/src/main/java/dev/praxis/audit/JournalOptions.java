package dev.praxis.audit;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.audit.sink.SinkPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
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
        WitnessPolicy witnesses) {

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
                WitnessPolicy.none());
    }

    /**
     * The same with another wait for the lock.
     *
     * @param wait how long
     * @return the options
     * @throws InvalidArgumentException if it is out of range
     */
    public JournalOptions withLockWait(Duration wait) {
        return new JournalOptions(
                wait,
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
                witnesses);
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
        return new JournalOptions(
                lockWait,
                bytes,
                age,
                checkpointRecords,
                checkpointPeriod,
                keyFile,
                origin,
                space,
                whenUnavailable,
                register,
                sinks,
                witnesses);
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
        return new JournalOptions(
                lockWait,
                segmentBytes,
                segmentAge,
                records,
                period,
                keyFile,
                origin,
                space,
                whenUnavailable,
                register,
                sinks,
                witnesses);
    }

    /**
     * The same with another key and name for a log that is made; a log that is there keeps its own.
     *
     * @param key where the key is; null for {@code keys/audit.key} beside the directory of the log
     * @param name the name; null for one of random digits
     * @return the options
     */
    public JournalOptions withIdentity(@Nullable Path key, @Nullable String name) {
        return new JournalOptions(
                lockWait,
                segmentBytes,
                segmentAge,
                checkpointRecords,
                checkpointPeriod,
                key,
                name,
                space,
                whenUnavailable,
                register,
                sinks,
                witnesses);
    }

    /**
     * The same with other limits of space.
     *
     * @param limits when the space is low
     * @return the options
     */
    public JournalOptions withSpace(SpaceLimits limits) {
        return new JournalOptions(
                lockWait,
                segmentBytes,
                segmentAge,
                checkpointRecords,
                checkpointPeriod,
                keyFile,
                origin,
                limits,
                whenUnavailable,
                register,
                sinks,
                witnesses);
    }

    /**
     * The same with another answer to records that cannot be kept. Another one than the default is itself put on record.
     *
     * @param answer what happens then
     * @return the options
     */
    public JournalOptions withUnavailable(WhenUnavailable answer) {
        return new JournalOptions(
                lockWait,
                segmentBytes,
                segmentAge,
                checkpointRecords,
                checkpointPeriod,
                keyFile,
                origin,
                space,
                answer,
                register,
                sinks,
                witnesses);
    }

    /**
     * The same with another register of checkpoints.
     *
     * @param remembering what remembers; null for none
     * @return the options
     */
    public JournalOptions withRegister(@Nullable CheckpointRegister remembering) {
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
                remembering,
                sinks,
                witnesses);
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
                all,
                witnesses);
    }

    /**
     * The same with other witnesses.
     *
     * @param policy who cosigns the checkpoints
     * @return the options
     */
    public JournalOptions withWitnesses(WitnessPolicy policy) {
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
                policy);
    }

    private static <T extends Comparable<T>> void require(String what, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new InvalidArgumentException(
                    "the " + what + " (" + value + ") is out of range; allowed is " + least + " to " + most);
        }
    }
}
