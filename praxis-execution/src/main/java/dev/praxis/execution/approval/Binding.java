package dev.praxis.execution.approval;

import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
import dev.praxis.api.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Ties a token to what it was issued for: HMAC-SHA-256 (RFC 2104) with the token as key over the canonical JSON of the
 * subject. The subject holds arguments as they are; a plain digest would let a reader of the file try guesses at a short
 * one, the key takes that away.
 *
 * <p>The whole decides. Each member has its own too, so that a refusal can say which part changed.
 *
 * @param whole of the subject, 64 hexadecimal digits
 * @param members of each member of the subject, by its name
 */
record Binding(String whole, Map<String, String> members) {

    private static final String ALGORITHM = "HmacSHA256";

    Binding {
        members = Map.copyOf(members);
    }

    static Binding of(ApprovalToken token, JsonObject subject) {
        Map<String, String> members = new TreeMap<>();
        subject.members().forEach((name, value) -> members.put(name, hmac(token, "member " + name, value)));
        return new Binding(hmac(token, "subject", subject), members);
    }

    /** Takes the same time wherever the first difference is. */
    boolean matches(Binding other) {
        return equal(whole, other.whole);
    }

    /** The names of the members that are not the same in both. */
    List<String> differences(Binding other) {
        List<String> names = new ArrayList<>();
        TreeMap<String, String> all = new TreeMap<>(members);
        all.putAll(other.members);
        for (String name : all.keySet()) {
            if (!equal(members.getOrDefault(name, ""), other.members.getOrDefault(name, ""))) {
                names.add(name);
            }
        }
        return names;
    }

    JsonObject membersAsJson() {
        JsonObject.Builder json = JsonObject.builder();
        members.forEach((name, hmac) -> json.put(name, new JsonString(hmac)));
        return json.build();
    }

    private static boolean equal(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private static String hmac(ApprovalToken token, String purpose, JsonValue value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(token.key(), ALGORITHM));
            // The line feed ends the purpose: canonical JSON never starts with one.
            mac.update(("praxis-approval/1 " + purpose + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(CanonicalJson.bytes(value)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
