package dev.praxis.audit;

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
        return record(
                "recovered",
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

    private UnsealedRecord record(String event, String target, long sequence, JsonObject.Builder args) {
        return bodies.of(new AuditEntry(
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
                patternsVersion));
    }

    Instant now() {
        return clock.instant();
    }
}
