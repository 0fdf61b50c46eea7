package dev.praxis.cli;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.json.JsonNull;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
import dev.praxis.audit.sink.SinkStatus;

/** How a sink is doing, for programs and for people. */
final class SinkRendering {

    private SinkRendering() {}

    static JsonObject.Builder json(SinkStatus sink) {
        return JsonObject.builder()
                .put("name", sink.name())
                .put("provider", sink.provider())
                .put("mode", sink.mode().name())
                .put("condition", sink.condition().name())
                .put("taken", sink.taken())
                .put("failures", sink.failures())
                .put("timeouts", sink.timeouts())
                .put("missed", sink.missed())
                .put("gaps", sink.gaps())
                .put("spooledRecords", sink.spooledRecords())
                .put("spooledBytes", sink.spooledBytes())
                .put("lastFailure", sink.lastFailure() == null ? JsonNull.NULL : new JsonString(sink.lastFailure()))
                .put(
                        "lastFailureAt",
                        sink.lastFailureAt() == null
                                ? JsonNull.NULL
                                : new JsonString(UtcMicros.format(sink.lastFailureAt())));
    }

    static String line(SinkStatus sink) {
        String counts = String.format(
                "%-16s %-10s %-12s %-8s took %d, missed %d, failed %d times",
                sink.name(),
                sink.provider(),
                sink.mode(),
                sink.condition(),
                sink.taken(),
                sink.missed(),
                sink.failures());
        return sink.spooledRecords() == 0
                ? counts
                : counts + "; " + sink.spooledRecords() + " records wait on disk, " + sink.spooledBytes() + " bytes";
    }
}
