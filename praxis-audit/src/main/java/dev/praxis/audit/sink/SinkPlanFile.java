package dev.praxis.audit.sink;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.audit.AuditSinkProvider;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonRefusedException;
import dev.praxis.api.json.JsonString;
import dev.praxis.api.json.JsonValue;
import dev.praxis.api.plugin.ProviderException;
import dev.praxis.api.plugin.Providers;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

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

    private static final Set<String> MEMBERS = Set.of("v", "sinks", "quorum");
    private static final Set<String> SINK_MEMBERS =
            Set.of("name", "provider", "mode", "deadlineMillis", "spoolBytes", "settings");
    private static final Set<PosixFilePermission> OF_OWNER = PosixFilePermissions.fromString("rwx------");

    private final Path file;
    private final Providers<AuditSinkProvider> providers;

    private SinkPlanFile(Path file, Providers<AuditSinkProvider> providers) {
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
        return new SinkPlanFile(file, providers).plan();
    }

    private SinkPlan plan() {
        JsonObject plan;
        try {
            requireOfOwnerAlone();
            plan = CanonicalJson.parseObject(Files.readString(file));
        } catch (NoSuchFileException e) {
            return SinkPlan.none();
        } catch (CharacterCodingException | JsonRefusedException e) {
            throw refused("is no JSON: " + e.getMessage());
        } catch (IOException e) {
            throw refused("cannot be read: " + e);
        }
        requireMembers("the file", plan, MEMBERS);
        if (number("v", plan, 1, 1, 0) != 1) {
            throw refused("has no version that this praxis knows; write \"v\": 1");
        }
        if (!(plan.get("sinks").orElse(null) instanceof JsonArray all)) {
            throw refused("has no list of sinks; write \"sinks\": […]");
        }
        List<PlannedSink> sinks = new ArrayList<>();
        for (JsonValue each : all.elements()) {
            if (!(each instanceof JsonObject sink)) {
                throw refused("has a sink that is no object");
            }
            sinks.add(sink(sink));
        }
        try {
            return new SinkPlan(sinks, Math.toIntExact(number("quorum", plan, 1, Integer.MAX_VALUE, 0)));
        } catch (InvalidArgumentException e) {
            throw refused("cannot be used: " + e.getMessage());
        }
    }

    private PlannedSink sink(JsonObject sink) {
        String name = text("name", sink);
        requireMembers("the sink '" + name + "'", sink, SINK_MEMBERS);
        SinkMode mode = mode(name, text("mode", sink));
        if (mode != SinkMode.SPOOLED && sink.get("spoolBytes").isPresent()) {
            throw refused(
                    "gives the sink '" + name + "' spoolBytes, which means something with SPOOLED only; leave it out");
        }
        try {
            return new PlannedSink(
                    name,
                    mode,
                    Duration.ofMillis(number(
                            "deadlineMillis",
                            sink,
                            PlannedSink.LEAST_DEADLINE.toMillis(),
                            PlannedSink.MOST_DEADLINE.toMillis(),
                            PlannedSink.DEFAULT_DEADLINE.toMillis())),
                    number(
                            "spoolBytes",
                            sink,
                            PlannedSink.LEAST_SPOOL_BYTES,
                            PlannedSink.MOST_SPOOL_BYTES,
                            PlannedSink.DEFAULT_SPOOL_BYTES),
                    providers.named(text("provider", sink)),
                    settings(name, sink));
        } catch (InvalidArgumentException e) {
            throw refused("cannot be used: " + e.getMessage());
        }
    }

    private SinkMode mode(String name, String text) {
        for (SinkMode mode : SinkMode.values()) {
            if (mode.name().equals(text)) {
                return mode;
            }
        }
        throw refused("gives the sink '" + name + "' a mode that is none; write one of " + List.of(SinkMode.values()));
    }

    private Map<String, String> settings(String name, JsonObject sink) {
        JsonValue all = sink.get("settings").orElse(JsonObject.EMPTY);
        Map<String, String> settings = new TreeMap<>();
        if (!(all instanceof JsonObject object)) {
            throw refused("gives the sink '" + name + "' settings that are no object");
        }
        object.members().forEach((setting, value) -> {
            if (!(value instanceof JsonString text)) {
                throw refused("gives the sink '" + name + "' a setting " + setting
                        + " that is no text; put it into quotation marks");
            }
            settings.put(setting, text.value());
        });
        return settings;
    }

    private String text(String member, JsonObject of) {
        return of.string(member)
                .orElseThrow(() -> refused("has a sink without a " + member + "; give it one, as a text"));
    }

    private long number(String member, JsonObject of, long least, long most, long otherwise) {
        JsonValue value = of.get(member).orElse(null);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof JsonNumber number
                && number.value() >= least
                && number.value() <= most
                && number.value() == Math.rint(number.value())) {
            return (long) number.value();
        }
        throw refused("has a " + member + " that is no whole number from " + least + " to " + most);
    }

    private void requireMembers(String what, JsonObject object, Set<String> known) {
        Set<String> unknown = new TreeSet<>(object.members().keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw refused("is not understood: " + what + " has " + String.join(", ", unknown) + "; there is "
                    + String.join(", ", new TreeSet<>(known)));
        }
    }

    private void requireOfOwnerAlone() throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw refused("is a link or no regular file; put the file itself there");
        }
        if (!OF_OWNER.containsAll(attributes.permissions())) {
            throw refused("may be used by others than its owner ("
                    + PosixFilePermissions.toString(attributes.permissions())
                    + "); make sure that nobody changed it, then run: chmod 600 " + file);
        }
    }

    private InvalidArgumentException refused(String why) {
        return new InvalidArgumentException("the list of audit sinks, " + file + ", " + why);
    }
}
