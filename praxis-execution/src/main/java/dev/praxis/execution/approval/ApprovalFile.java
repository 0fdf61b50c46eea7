package dev.praxis.execution.approval;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.UtcMicros;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonRefusedException;
import dev.praxis.api.json.JsonString;
import dev.praxis.api.json.JsonValue;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an approval is on disk: canonical JSON with the members {@code version} (1), {@code issuedAt}, {@code expiresAt},
 * {@code binding} and {@code members}. Of the action it has the names of its subject's members and HMACs of their values,
 * keyed by the token: without the token they say no more than that some parts, such as the programs, were there. It does
 * not have the token.
 *
 * @param issuedAt when it was issued
 * @param expiresAt from when on it is not taken any more
 * @param binding what it was issued for
 */
record ApprovalFile(Instant issuedAt, Instant expiresAt, Binding binding) {

    private static final long VERSION = 1;

    byte[] bytes() {
        return CanonicalJson.bytes(JsonObject.builder()
                .put("version", VERSION)
                .put("issuedAt", UtcMicros.format(issuedAt))
                .put("expiresAt", UtcMicros.format(expiresAt))
                .put("binding", binding.whole())
                .put("members", binding.membersAsJson())
                .build());
    }

    /** Empty if these are not the bytes of an approval. */
    static Optional<ApprovalFile> parse(byte[] bytes) {
        try {
            return CanonicalJson.parse(bytes) instanceof JsonObject json ? parse(json) : Optional.empty();
        } catch (JsonRefusedException | InvalidArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<ApprovalFile> parse(JsonObject json) {
        if (!json.get("version").equals(Optional.of(JsonNumber.of(VERSION)))
                || !(json.get("members").orElse(JsonObject.EMPTY) instanceof JsonObject members)) {
            return Optional.empty();
        }
        Map<String, String> hmacs = new TreeMap<>();
        for (Map.Entry<String, JsonValue> member : members.members().entrySet()) {
            if (member.getValue() instanceof JsonString hmac) {
                hmacs.put(member.getKey(), hmac.value());
            }
        }
        return json.string("issuedAt")
                .map(UtcMicros::parse)
                .flatMap(issuedAt -> json.string("expiresAt")
                        .map(UtcMicros::parse)
                        .flatMap(expiresAt -> json.string("binding")
                                .map(whole -> new ApprovalFile(issuedAt, expiresAt, new Binding(whole, hmacs)))));
    }
}
