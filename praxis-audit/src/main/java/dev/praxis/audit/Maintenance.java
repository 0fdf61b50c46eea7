package dev.praxis.audit;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.action.Tier;
import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.audit.Decision;
import dev.praxis.api.audit.Phase;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Makes the records of the log about itself: decision {@code MAINTENANCE}, tool {@code praxis.audit}. Thread-safe. */
final class Maintenance {

    static final String TOOL = "praxis.audit";
    static final String RECOVERED = "recovered";
    static final String PRUNED = "pruned";
    static final String POLICY = "policy";

    private final InstantSource clock;
    private final RecordBody bodies;
    private final String patternsVersion;

    Maintenance(InstantSource clock, RecordBody bodies, String patternsVersion) {
        this.clock = clock;
        this.bodies = bodies;
        this.patternsVersion = patternsVersion;
    }

    /** Of what a crash left: how many whole records were taken in, and the files that the rest is kept in. */
    UnsealedRecord recovered(SegmentFile segment, long sequence, long takenIn, List<JsonObject> sidecars) {
        return ownRecord(
                RECOVERED,
                segment.name(),
                sequence,
                JsonObject.builder().put("takenIn", takenIn).put("sidecars", JsonArray.of(sidecars)));
    }

    /** Of a segment that nothing more is written to since a fsync of it failed. */
    UnsealedRecord sealed(SegmentFile segment, long sequence, long length, String why) {
        return record(
                "sealed",
                segment.name(),
                sequence,
                JsonObject.builder().put("length", length).put("why", why));
    }

    /** Of a time in which records went to standard error only. */
    UnsealedRecord degraded(long sequence, Missed missed) {
        return record("degraded", "log", sequence, about(missed));
    }

    /** Of such a time of which only a note beside the log tells, which nobody signed. */
    UnsealedRecord noted(long sequence, Missed missed) {
        return record("degraded", "log", sequence, about(missed).put("source", "an unsigned note"));
    }

    private static JsonObject.Builder about(Missed missed) {
        return JsonObject.builder()
                .put("records", missed.records())
                .put("since", UtcMicros.format(missed.since()))
                .put("why", missed.why())
                .put("whenUnavailable", missed.answer().name());
    }

    /** Of notes that are none that praxis writes, and are moved aside. */
    UnsealedRecord notesRefused(long sequence, int count, List<String> names) {
        return record(
                "notes-refused",
                "log",
                sequence,
                JsonObject.builder().put("count", count).put("files", JsonArray.ofStrings(names)));
    }

    /** Of the terms on which the log is kept, where they are not those that it said last. */
    UnsealedRecord policy(long sequence, Terms terms) {
        return ownRecord(POLICY, "log", sequence, terms.json());
    }

    /** Of a log that is new and whose witness remembers others: one of them may have been here. */
    UnsealedRecord otherLogs(long sequence, int count) {
        return record("other-logs", "log", sequence, JsonObject.builder().put("count", count));
    }

    /** Of the begin or the end of a time in which nothing new could begin for want of space. */
    UnsealedRecord space(long sequence, Room.Level level, long usable) {
        return record(
                level == Room.Level.LOCKDOWN ? "lockdown" : "lockdown-ended",
                "log",
                sequence,
                JsonObject.builder().put("usableBytes", usable));
    }

    /** Of segments that are about to be removed. */
    UnsealedRecord pruned(long sequence, PrunePlan plan) {
        return ownRecord(
                PRUNED,
                "log",
                sequence,
                JsonObject.builder()
                        .put("sequence", plan.sequence())
                        .put("hash", plan.hash().hex())
                        .put("segments", JsonArray.ofStrings(plan.segments())));
    }

    private UnsealedRecord record(String event, String target, long sequence, JsonObject.Builder args) {
        return bodies.of(entry(event, target, sequence, args));
    }

    private UnsealedRecord ownRecord(String event, String target, long sequence, JsonObject.Builder args) {
        return bodies.withOwnArguments(entry(event, target, sequence, args));
    }

    private AuditEntry entry(String event, String target, long sequence, JsonObject.Builder args) {
        return new AuditEntry(
                clock.instant(),
                "praxis",
                "praxis-audit",
                event + "-" + sequence,
                TOOL,
                target,
                Tier.T0,
                Phase.OUTCOME,
                Decision.MAINTENANCE,
                args.put("event", event).build(),
                null,
                null,
                patternsVersion);
    }

    Instant now() {
        return clock.instant();
    }
}
