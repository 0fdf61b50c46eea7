package dev.praxis.audit.sink;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.audit.AuditSinkProvider;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
import dev.praxis.api.json.JsonValue;
import dev.praxis.api.plugin.ProviderException;
import dev.praxis.api.plugin.Providers;
import dev.praxis.audit.internal.HostFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A file in which the host names the sinks of a log, such as {@code audit-sinks.json} in the praxis home:
 *
 * <pre>{@code
 * {
 *   "v": 1,
 *   "sinks": [
 *     {"name": "copy", "provider": "file", "mode": "REQUIRED", "settings": {"path": "/mnt/other/praxis.jsonl"}},
 *     {"name": "siem", "provider": "syslog", "mode": "SPOOLED", "deadlineMillis": 3000, "spoolBytes": 67108864,
 *      "settings": {"host": "siem.example.org"}}
 *   ]
 * }
 * }</pre>
 *
 * <p>{@code name}, {@code provider} and {@code mode} must be there; {@code quorum}, beside {@code sinks}, if and only if there are
 * sinks of that mode. Whatever is unknown is refused. Who can write the file decides where evidence goes, so it must be for its owner
 * alone and no symbolic link.
 */
public final class SinkPlanFile {

    private static final Set<String> MEMBERS = Set.of("sinks", "quorum");
    private static final Set<String> SINK_MEMBERS =
            Set.of("name", "provider", "mode", "deadlineMillis", "spoolBytes", "settings");

    private final HostFile file;
    private final Providers<AuditSinkProvider> providers;

    private SinkPlanFile(HostFile file, Providers<AuditSinkProvider> providers) {
        this.file = file;
        this.providers = providers;
    }

    /**
     * Reads a file. Blocks on I/O; opens no sink.
     *
     * @param file the file
     * @param providers what was found
     * @return the plan; one without sinks if there is no file
     * @throws InvalidArgumentException if others may use the file, it cannot be read, or it says what it must not
     * @throws ProviderException if a provider that it names cannot be used
     */
    public static SinkPlan read(Path file, Providers<AuditSinkProvider> providers) {
        return HostFile.read("the list of audit sinks", file, MEMBERS)
                .map(found -> new SinkPlanFile(found, providers).plan())
                .orElse(SinkPlan.none());
    }

    private SinkPlan plan() {
        if (!(file.content().get("sinks").orElse(null) instanceof JsonArray all)) {
            throw file.refused("has no list of sinks; write \"sinks\": […]");
        }
        List<PlannedSink> sinks = new ArrayList<>();
        for (JsonValue each : all.elements()) {
            if (!(each instanceof JsonObject sink)) {
                throw file.refused("has a sink that is no object");
            }
            sinks.add(sink(sink));
        }
        long quorum = file.number("quorum", file.content(), 1, Integer.MAX_VALUE, 0);
        try {
            return new SinkPlan(sinks, Math.toIntExact(quorum));
        } catch (InvalidArgumentException e) {
            throw file.refused("cannot be used: " + e.getMessage());
        }
    }

    private PlannedSink sink(JsonObject sink) {
        String name = text("name", sink);
        file.requireMembers("the sink '" + name + "'", sink, SINK_MEMBERS);
        SinkMode mode = file.word("the sink '" + name + "'", "mode", text("mode", sink), EnumSet.allOf(SinkMode.class));
        if (mode != SinkMode.SPOOLED && sink.get("spoolBytes").isPresent()) {
            throw file.refused(
                    "gives the sink '" + name + "' spoolBytes, which means something with SPOOLED only; leave it out");
        }
        long deadline = file.number(
                "deadlineMillis",
                sink,
                PlannedSink.LEAST_DEADLINE.toMillis(),
                PlannedSink.MOST_DEADLINE.toMillis(),
                PlannedSink.DEFAULT_DEADLINE.toMillis());
        long spoolBytes = file.number(
                "spoolBytes",
                sink,
                PlannedSink.LEAST_SPOOL_BYTES,
                PlannedSink.MOST_SPOOL_BYTES,
                PlannedSink.DEFAULT_SPOOL_BYTES);
        AuditSinkProvider provider = providers.named(text("provider", sink));
        Map<String, String> settings = settings(name, sink);
        try {
            return new PlannedSink(name, mode, Duration.ofMillis(deadline), spoolBytes, provider, settings);
        } catch (InvalidArgumentException e) {
            throw file.refused("cannot be used: " + e.getMessage());
        }
    }

    private Map<String, String> settings(String name, JsonObject sink) {
        JsonValue all = sink.get("settings").orElse(JsonObject.EMPTY);
        Map<String, String> settings = new TreeMap<>();
        if (!(all instanceof JsonObject object)) {
            throw file.refused("gives the sink '" + name + "' settings that are no object");
        }
        object.members().forEach((setting, value) -> {
            if (!(value instanceof JsonString text)) {
                throw file.refused("gives the sink '" + name + "' a setting " + setting
                        + " that is no text; put it into quotation marks");
            }
            settings.put(setting, text.value());
        });
        return settings;
    }

    private String text(String member, JsonObject of) {
        return of.string(member)
                .orElseThrow(() -> file.refused("has a sink without a " + member + "; give it one, as a text"));
    }
}
