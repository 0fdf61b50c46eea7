package dev.praxis.audit;

import dev.praxis.api.PraxisException;
import dev.praxis.api.Sha256;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Reads the line of a record in one pass over its bytes, without making objects of it. Most lines are
 * proved to be canonical on the way; of one with fractions or unusual names {@link CanonicalJson} says whether it is. Holds what the last line
 * said. Confined to one thread.
 */
final class RecordScanner {

    /** What the line with a hash has more than what is hashed: {@code "hash":"…",}. */
    private static final int HEX_HASH = 64;

    private static final byte[] ACTOR = ascii("{\"actor\":");
    private static final byte[] ARGS = ascii(",\"args\":");
    private static final byte[] CLIENT = ascii(",\"clientId\":");
    private static final byte[] DECISION = ascii(",\"decision\":");
    private static final byte[] ERROR = ascii(",\"error\":");
    private static final byte[] HASH = ascii(",\"hash\":\"");
    private static final byte[] OUTPUT = ascii("\",\"output\":");
    private static final byte[] LENGTH = ascii("{\"length\":");
    private static final byte[] SHA256 = ascii(",\"sha256\":\"");
    private static final byte[] END_OF_OUTPUT = ascii("\"}");
    private static final byte[] PATTERNS = ascii(",\"patternsVersion\":");
    private static final byte[] PHASE = ascii(",\"phase\":");
    private static final byte[] PREVIOUS = ascii(",\"previousHash\":\"");
    private static final byte[] REQUEST = ascii("\",\"requestId\":");
    private static final byte[] SEQUENCE = ascii(",\"sequence\":");
    private static final byte[] TARGET = ascii(",\"target\":");
    private static final byte[] TIER = ascii(",\"tier\":");
    private static final byte[] TIME = ascii(",\"time\":");
    private static final byte[] TOOL = ascii(",\"tool\":");
    private static final byte[] VERSION = ascii(",\"v\":1}");
    private static final byte[] NULL = ascii("null");
    private static final byte[] ALLOWED = ascii("\"ALLOWED\"");
    private static final byte[] MAINTENANCE = ascii("\"MAINTENANCE\"");
    private static final byte[] INTENT = ascii("\"INTENT\"");
    private static final byte[] OUTCOME = ascii("\"OUTCOME\"");

    private final MessageDigest digest = Sha256.newDigest();
    private final PlainJson json = new PlainJson();

    private byte[] line = new byte[0];
    private int hashAt;
    private int previousAt;
    private long sequence;
    private boolean allowed;
    private boolean maintenance;
    private boolean intent;
    private boolean outcome;
    private int requestAt;
    private int targetAt;
    private int toolAt;

    /** What the chain says of the line. */
    private byte[] computed = new byte[0];

    /**
     * Reads a line.
     *
     * @param bytes an array that has the line
     * @param start where it starts
     * @param end where it has ended, without the line feed
     * @return null if it is a record in the one form that praxis writes; otherwise why it is not, without what it says
     */
    @Nullable
    String read(byte[] bytes, int start, int end) {
        line = bytes;
        json.over(bytes, start, end);
        try {
            members();
            if (json.position() != end) {
                return "something follows the record";
            }
        } catch (PlainJson.Malformed e) {
            return "not a record of version 1 in canonical form at byte " + (json.position() - start);
        }
        if (!json.isPlain() && !isCanonical(Arrays.copyOfRange(bytes, start, end))) {
            return "not canonical JSON";
        }
        computed = hashOf(bytes, start, end);
        return null;
    }

    private void members() throws PlainJson.Malformed {
        json.literal(ACTOR);
        json.string();
        json.literal(ARGS);
        json.object();
        json.literal(CLIENT);
        json.string();
        json.literal(DECISION);
        int decision = json.string();
        allowed = is(decision, ALLOWED);
        maintenance = is(decision, MAINTENANCE);
        json.literal(ERROR);
        if (!json.skip(NULL)) {
            json.string();
        }
        json.literal(HASH);
        hashAt = json.hex(HEX_HASH);
        json.literal(OUTPUT);
        if (!json.skip(NULL)) {
            output();
        }
        json.literal(PATTERNS);
        json.string();
        json.literal(PHASE);
        int phase = json.string();
        intent = is(phase, INTENT);
        outcome = is(phase, OUTCOME);
        json.literal(PREVIOUS);
        previousAt = json.hex(HEX_HASH);
        tail();
    }

    private void output() throws PlainJson.Malformed {
        json.literal(LENGTH);
        json.wholeNumber();
        json.literal(SHA256);
        json.hex(HEX_HASH);
        json.literal(END_OF_OUTPUT);
    }

    private void tail() throws PlainJson.Malformed {
        json.literal(REQUEST);
        requestAt = json.string();
        json.literal(SEQUENCE);
        sequence = json.wholeNumber();
        json.literal(TARGET);
        targetAt = json.string();
        json.literal(TIER);
        json.string();
        json.literal(TIME);
        json.string();
        json.literal(TOOL);
        toolAt = json.string();
        json.literal(VERSION);
    }

    private byte[] hashOf(byte[] bytes, int start, int end) {
        int member = hashAt - HASH.length + 1; // the comma before it stays
        int after = hashAt + HEX_HASH + 2; // its quote and the comma after it go
        digest.update(bytes, start, member - start);
        digest.update(bytes, after, end - after);
        return digest.digest();
    }

    private static boolean isCanonical(byte[] bytes) {
        try {
            return Arrays.equals(CanonicalJson.bytes(CanonicalJson.parse(bytes)), bytes);
        } catch (PraxisException e) {
            return false;
        }
    }

    /** What the record says of its place. */
    long sequence() {
        return sequence;
    }

    /** Whether the hash in the record is that of what it says. */
    boolean isIntact() {
        return isHex(hashAt, computed);
    }

    /** The hash that the record should have. */
    byte[] computedHash() {
        return computed.clone();
    }

    /** Whether the record names this one as the hash of the one before it. */
    boolean follows(byte[] hash) {
        return isHex(previousAt, hash);
    }

    /** The hash in the record. */
    byte[] statedHash() {
        return HexFormat.of().parseHex(new String(line, hashAt, HEX_HASH, StandardCharsets.US_ASCII));
    }

    /** Whether it says that something may run, so that an outcome is to follow. */
    boolean isAllowedIntent() {
        return intent && allowed;
    }

    /** Whether it is about the log itself. */
    boolean isMaintenance() {
        return maintenance;
    }

    boolean isOutcome() {
        return outcome;
    }

    /** What it is about. */
    OpenIntents.Key key() {
        return new OpenIntents.Key(text(requestAt), text(toolAt), text(targetAt));
    }

    /** The text of a string that starts there; parsed only when it is not what it looks like. */
    private String text(int at) {
        int close = at + 1;
        boolean escaped = false;
        while (line[close] != '"') {
            escaped |= line[close] == '\\';
            close += line[close] == '\\' ? 2 : 1;
        }
        String inside = new String(line, at + 1, close - at - 1, StandardCharsets.UTF_8);
        return escaped && CanonicalJson.parse('"' + inside + '"') instanceof JsonString parsed
                ? parsed.value()
                : inside;
    }

    private boolean is(int at, byte[] expected) {
        return Arrays.equals(line, at, json.position(), expected, 0, expected.length);
    }

    private boolean isHex(int at, byte[] hash) {
        for (int i = 0; i < hash.length; i++) {
            if (digit(line[at + 2 * i]) != (hash[i] >> 4 & 0xf) || digit(line[at + 2 * i + 1]) != (hash[i] & 0xf)) {
                return false;
            }
        }
        return true;
    }

    private static int digit(byte hex) {
        return hex <= '9' ? hex - '0' : hex - 'a' + 10;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
