package dev.praxis.audit.view;

import dev.praxis.api.Sha256;
import dev.praxis.api.UtcMicros;
import dev.praxis.api.action.Tier;
import dev.praxis.api.audit.Decision;
import dev.praxis.api.audit.Phase;
import dev.praxis.api.json.JsonNull;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Lines as a log has them. */
final class ViewSamples {

    static final Instant TIME = Instant.parse("2026-11-21T08:00:00.123456Z");

    private ViewSamples() {}

    static String line(long sequence, Tier tier, Phase phase, Decision decision, @Nullable String error) {
        return line(sequence, tier, phase, decision, error, "because");
    }

    static String line(
            long sequence, Tier tier, Phase phase, Decision decision, @Nullable String error, String reason) {
        return JsonObject.builder()
                .put("v", 1)
                .put("sequence", sequence)
                .put("time", UtcMicros.format(TIME))
                .put("actor", "ada")
                .put("clientId", "praxis-cli/0.1.0")
                .put("requestId", "r-1")
                .put("tool", "talos.reset")
                .put("target", "10.5.0.2,10.5.0.3")
                .put("tier", tier.name())
                .put("phase", phase.name())
                .put("decision", decision.name())
                .put("args", JsonObject.builder().put("reason", reason).build())
                .put("output", JsonNull.NULL)
                .put("error", error == null ? JsonNull.NULL : new JsonString(error))
                .put("patternsVersion", "rules-1")
                .put("previousHash", hash(sequence - 1).hex())
                .put("hash", hash(sequence).hex())
                .build()
                .toString();
    }

    static Sha256 hash(long sequence) {
        return Sha256.of(String.valueOf(sequence).getBytes(StandardCharsets.UTF_8));
    }
}
