package dev.praxis.cli;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Key;
import dev.praxis.api.fact.Retirement;
import dev.praxis.api.json.JsonNull;
import dev.praxis.api.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** How a fact looks, for people and as JSON. */
final class FactRendering {

    private FactRendering() {}

    static JsonObject json(Fact fact) {
        JsonObject.Builder object = JsonObject.builder()
                .put("id", fact.id())
                .put("subject", fact.key().subject())
                .put("value", fact.assertion().value())
                .put("version", fact.version().toString())
                .put("revision", fact.revision())
                .put("contentHash", fact.contentHash().hex())
                .put("sequence", fact.sequence())
                .put("validFrom", UtcMicros.format(fact.assertion().validFrom()))
                .put("recordedAt", UtcMicros.format(fact.recordedAt()))
                .put("actor", fact.assertion().actor())
                .put("reason", fact.assertion().reason())
                .put("active", fact.isActive());
        if (fact.key() instanceof FactKey key) {
            object.put("predicate", key.predicate()).put("factType", key.factType());
        } else if (fact.key() instanceof EdgeKey key) {
            object.put("relation", key.relation()).put("target", key.target());
        }
        return fact.ended()
                .map(end -> object.put("retirement", json(end)))
                .orElseGet(() -> object.put("retirement", JsonNull.NULL))
                .build();
    }

    private static JsonObject json(Retirement end) {
        return JsonObject.builder()
                .put("invalidAt", UtcMicros.format(end.invalidAt()))
                .put("supersededAt", UtcMicros.format(end.supersededAt()))
                .put("sequence", end.sequence())
                .put("actor", end.actor())
                .put("reason", end.reason())
                .build();
    }

    static String[] lines(Fact fact) {
        List<String> lines = new ArrayList<>();
        lines.add(name(fact.key()));
        lines.add("  value       " + fact.assertion().value());
        lines.add("  version     " + fact.version());
        lines.add("  valid from  " + UtcMicros.format(fact.assertion().validFrom()));
        lines.add("  recorded    " + UtcMicros.format(fact.recordedAt()) + "  sequence " + fact.sequence());
        lines.add("  by          " + fact.assertion().actor() + ": "
                + fact.assertion().reason());
        fact.ended().ifPresent(end -> {
            lines.add("  ended       " + UtcMicros.format(end.supersededAt()) + "  sequence " + end.sequence()
                    + "  no longer true at " + UtcMicros.format(end.invalidAt()));
            lines.add("  ended by    " + end.actor() + ": " + end.reason());
        });
        return lines.toArray(String[]::new);
    }

    /** One line of a listing. */
    static String line(Fact fact) {
        String value = fact.assertion().value().toString();
        int most = 100;
        int cut = value.offsetByCodePoints(0, Math.min(most, value.codePointCount(0, value.length())));
        return name(fact.key()) + "  r" + fact.revision() + "  " + value.substring(0, cut)
                + (cut < value.length() ? "…" : "");
    }

    private static String name(Key key) {
        return key instanceof FactKey fact
                ? fact.subject() + "  " + fact.predicate() + "  (" + fact.factType() + ")"
                : key.toString();
    }
}
