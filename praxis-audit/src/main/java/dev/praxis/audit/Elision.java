package dev.praxis.audit;

import dev.praxis.api.Sha256;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
import dev.praxis.api.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes what is too long for a record short: digest and length stand for it, so that whoever has the original can show that
 * it is the one. Lengths are those of the canonical JSON.
 */
final class Elision {

    /** The member that an elided value has and nothing else. */
    static final String ELIDED = "$elided";

    /** More than the note behind a text that was cut takes. */
    private static final int NOTE_BYTES = 128;

    /** A character takes at most so many bytes in canonical JSON: {@code \}{@code u0001}. */
    private static final int BYTES_PER_CHAR = 6;

    private Elision() {}

    /** How long the canonical form of a value is, in bytes; it may be longer than what may be read. */
    static int canonicalLength(JsonValue value) {
        return canonicalBytes(value).length;
    }

    /** A text that is at most so long, cut and with a note if it was longer. */
    static JsonString shortened(JsonString text, int longest) {
        String all = text.value();
        if (all.length() <= (longest - 2) / BYTES_PER_CHAR || canonicalLength(text) <= longest) {
            return text;
        }
        byte[] utf8 = all.getBytes(StandardCharsets.UTF_8);
        String note = "… [" + utf8.length + " bytes, sha256 " + Sha256.of(utf8) + "]";
        int fits = 0;
        int tooMany = all.length();
        while (tooMany - fits > 1) {
            int middle = (fits + tooMany) >>> 1;
            if (canonicalLength(new JsonString(prefix(all, middle))) <= longest - NOTE_BYTES) {
                fits = middle;
            } else {
                tooMany = middle;
            }
        }
        return new JsonString(prefix(all, fits) + note);
    }

    /** Arguments that are at most so long: of those that are longer the longest members are elided, or all of it. */
    static JsonObject shortened(JsonObject args, int longest) {
        if (canonicalLength(args) <= longest) {
            return args;
        }
        Map<String, JsonValue> members = new TreeMap<>(args.members());
        List<Map.Entry<String, JsonValue>> longestFirst = args.members().entrySet().stream()
                .sorted(Comparator.comparingInt(
                        (Map.Entry<String, JsonValue> member) -> -canonicalLength(member.getValue())))
                .toList();
        int length = canonicalLength(args);
        for (Map.Entry<String, JsonValue> member : longestFirst) {
            JsonObject elided = elided(member.getValue());
            length -= canonicalLength(member.getValue()) - canonicalLength(elided);
            members.put(member.getKey(), elided);
            if (length <= longest) {
                return JsonObject.of(members);
            }
        }
        return elided(args);
    }

    /** Evidence must not fail because of what it tells of: what JSON cannot hold is replaced by U+FFFD. */
    static String representable(String text) {
        @Nullable StringBuilder replaced = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                replaced = replaced == null ? new StringBuilder(text) : replaced;
                replaced.setCharAt(i, '\uFFFD');
            }
        }
        return replaced == null ? text : replaced.toString();
    }

    /** What stands for a value: its digest and its length. */
    static JsonObject elided(JsonValue value) {
        byte[] bytes = canonicalBytes(value);
        return JsonObject.builder()
                .put(
                        ELIDED,
                        JsonObject.builder()
                                .put("length", bytes.length)
                                .put("sha256", Sha256.of(bytes).hex())
                                .build())
                .build();
    }

    private static byte[] canonicalBytes(JsonValue value) {
        return CanonicalJson.text(value).getBytes(StandardCharsets.UTF_8);
    }

    /** So many characters, or one less where that would cut a pair. */
    private static String prefix(String text, int length) {
        boolean cutsPair = length > 0 && length < text.length() && Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, cutsPair ? length - 1 : length);
    }
}
