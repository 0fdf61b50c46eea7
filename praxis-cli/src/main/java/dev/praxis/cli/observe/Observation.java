package dev.praxis.cli.observe;

import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonObject;
import java.util.List;

/**
 * One thing that was read.
 *
 * @param predicate what it says of the machine, such as {@code memory}
 * @param value what was read, with a member {@code provenance} that says how
 */
public record Observation(String predicate, JsonObject value) {

    /** The name and version of the collector; the version changes when the same machine would give another value. */
    static final String COLLECTOR = "praxis.observe.host/1";

    static Observation of(String predicate, JsonObject.Builder value, String... sources) {
        return new Observation(
                predicate,
                value.put(
                                "provenance",
                                JsonObject.builder()
                                        .put("collector", COLLECTOR)
                                        .put("sources", JsonArray.ofStrings(List.of(sources)))
                                        .build())
                        .build());
    }
}
