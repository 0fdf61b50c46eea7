package dev.praxis.audit;

import dev.praxis.api.Sha256;
import dev.praxis.api.audit.AuditLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of records while nothing can be made durable. Confined to the writer thread. */
final class WithoutEvidence {

    private static final Logger LOG = LoggerFactory.getLogger(AuditJournal.class);

    private final Path log;
    private final WhenUnavailable answer;
    private final LastResort lastResort;
    private final Maintenance maintenance;
    private @Nullable Exception why;
    private Instant since = Instant.EPOCH;
    private long missed;

    WithoutEvidence(Path log, WhenUnavailable answer, LastResort lastResort, Maintenance maintenance) {
        this.log = log;
        this.answer = answer;
        this.lastResort = lastResort;
        this.maintenance = maintenance;
    }

    /** Why nothing can be made durable now, or null when it can. */
    @Nullable
    Exception why() {
        return why;
    }

    /** From now on, if it was not so before. */
    void begin(Exception failure) {
        if (why == null) {
            why = failure;
            since = maintenance.now();
            missed = 0;
            say("nothing can be recorded in " + log + " (" + failure + "); "
                    + (answer == WhenUnavailable.ALLOW_ALL
                            ? "actions go on without evidence that lasts"
                            : "actions are refused"));
        }
    }

    /** Lets go on what may, and refuses the rest. */
    void decide(List<Pending> group, Exception failure) {
        begin(failure);
        for (Pending each : group) {
            AuditUnavailableException unavailable = unavailable(failure);
            boolean goesOn = answer.allows(each.tier());
            if (goesOn || !each.beginsSomething()) {
                missed++;
                lastResort.show(each.record(), failure);
            }
            if (goesOn) {
                String json = each.record().json();
                Sha256 digest = Sha256.of(json.getBytes(StandardCharsets.UTF_8));
                each.appended().wentToLastResort(new AuditLine(0, digest, json), unavailable);
            } else {
                each.appended().failed(unavailable);
            }
        }
    }

    /** What was refused did not happen; what happened must not be lost in silence. */
    void showIfItHappened(Pending each, Exception failure) {
        if (!each.beginsSomething()) {
            lastResort.show(each.record(), failure);
        }
    }

    /**
     * It is over: records are durable again.
     *
     * @param sequence of the record that says so
     * @return that record, or null if it was not so
     */
    @Nullable
    UnsealedRecord end(long sequence) {
        Exception reason = why;
        why = null;
        if (reason == null) {
            return null;
        }
        say("records are durable again; " + missed + " are not in the log");
        return maintenance.degraded(sequence, new Missed(missed, since, reason.toString(), answer));
    }

    /** The journal is closed. What is not in the log by now the next one is to say. */
    void close() {
        Exception reason = why;
        if (reason == null || missed == 0) {
            return;
        }
        try {
            new Missed(missed, since, reason.toString(), answer).leave(log);
        } catch (IOException e) {
            say(missed + " records are not in the log, and it will not say so: no note can be left beside it (" + e
                    + ")");
        }
    }

    void say(String what) {
        LOG.error("{}", what);
        lastResort.say(what);
    }

    AuditUnavailableException unavailable(Throwable failure) {
        return new AuditUnavailableException(
                "a record could not be written to the audit log in " + log + " (" + failure
                        + "); what it tells of must not happen",
                failure);
    }
}
