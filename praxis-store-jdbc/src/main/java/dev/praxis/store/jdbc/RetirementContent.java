package dev.praxis.store.jdbc;

import dev.praxis.api.Sha256;
import dev.praxis.api.UtcMicros;
import dev.praxis.api.fact.EdgeKey;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.FactVersion;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.RetirementRequest;

/** What a retirement says, for its hash. Holds the version of the fact that it ends, so that it fits no other. */
final class RetirementContent {

    private RetirementContent() {}

    /**
     * SHA-256 over the canonical JSON (RFC 8785) of the object with the members {@code actor}, {@code factType},
     * {@code invalidAt} (as {@link UtcMicros#format}), {@code predicate}, {@code reason}, {@code retires} (as
     * {@link FactVersion#toString}) and {@code subject}; of an edge with {@code relation} and {@code target} in place of
     * {@code predicate} and {@code factType}.
     */
    static Sha256 hash(RetirementRequest request, FactVersion retires) {
        JsonObject.Builder content = JsonObject.builder()
                .put("subject", request.key().subject())
                .put("retires", retires.toString())
                .put("invalidAt", UtcMicros.format(request.invalidAt()))
                .put("actor", request.actor())
                .put("reason", request.reason());
        if (request.key() instanceof EdgeKey edge) {
            content.put("relation", edge.relation()).put("target", edge.target());
        } else if (request.key() instanceof FactKey fact) {
            content.put("predicate", fact.predicate()).put("factType", fact.factType());
        }
        return Sha256.of(CanonicalJson.bytes(content.build()));
    }
}
