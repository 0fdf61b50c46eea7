package dev.praxis.audit;

import dev.praxis.api.Sha256;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.SortedMap;
import java.util.StringJoiner;

/**
 * A record before it has its place in the chain, rendered but for the three members that the chain gives it. They are put
 * between the others, which stand in the order of their names, so that a writer only copies bytes. Immutable.
 */
final class UnsealedRecord {

    private static final byte[] HASH = ascii(",\"hash\":\"");
    private static final byte[] PREVIOUS = ascii(",\"previousHash\":\"");
    private static final byte[] SEQUENCE = ascii(",\"sequence\":");
    private static final byte QUOTE = '"';
    private static final byte COMMA = ',';
    private static final int HEX_DIGITS = 64;

    private final byte[] upToHash;
    private final byte[] upToPrevious;
    private final byte[] upToSequence;
    private final byte[] rest;

    private UnsealedRecord(byte[] upToHash, byte[] upToPrevious, byte[] upToSequence, byte[] rest) {
        this.upToHash = upToHash;
        this.upToPrevious = upToPrevious;
        this.upToSequence = upToSequence;
        this.rest = rest;
    }

    /** Renders the members of a record, all but those of the chain. Their names are plain words, at which JSON has nothing to escape. */
    static UnsealedRecord of(SortedMap<String, JsonValue> sorted) {
        return new UnsealedRecord(
                rendered(sorted.headMap("hash")),
                rendered(sorted.subMap("hash", "previousHash")),
                rendered(sorted.subMap("previousHash", "sequence")),
                rendered(sorted.tailMap("sequence")));
    }

    private static byte[] rendered(SortedMap<String, JsonValue> some) {
        StringBuilder members = new StringBuilder();
        some.forEach((name, value) -> members.append(members.isEmpty() ? "\"" : ",\"")
                .append(name)
                .append("\":")
                .append(CanonicalJson.text(value)));
        return members.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The record that comes after another. */
    SealedLine seal(Head head) {
        byte[] sequence = ascii(Long.toString(head.sequence() + 1));
        byte[] previous = ascii(head.hash().hex());
        MessageDigest digest = Sha256.newDigest();
        digest.update((byte) '{');
        digest.update(upToHash);
        digest.update(COMMA);
        digest.update(upToPrevious);
        digest.update(PREVIOUS);
        digest.update(previous);
        digest.update(QUOTE);
        digest.update(COMMA);
        digest.update(upToSequence);
        digest.update(SEQUENCE);
        digest.update(sequence);
        digest.update(COMMA);
        digest.update(rest);
        digest.update((byte) '}');
        Sha256 hash = Sha256.finish(digest);
        Bytes line = new Bytes(length(sequence.length));
        line.put((byte) '{').put(upToHash).put(HASH).put(ascii(hash.hex())).put(QUOTE);
        line.put(COMMA).put(upToPrevious).put(PREVIOUS).put(previous).put(QUOTE);
        line.put(COMMA).put(upToSequence).put(SEQUENCE).put(sequence);
        line.put(COMMA).put(rest).put((byte) '}').put((byte) '\n');
        return new SealedLine(head.sequence() + 1, hash, line.all);
    }

    /** The record as it is, without the members of the chain. */
    String json() {
        byte[][] parts = {upToHash, upToPrevious, upToSequence, rest};
        StringJoiner members = new StringJoiner(",", "{", "}");
        for (byte[] part : parts) {
            members.add(new String(part, StandardCharsets.UTF_8));
        }
        return members.toString();
    }

    /** How long {@link #json} is, in bytes. */
    int bodyBytes() {
        return upToHash.length + upToPrevious.length + upToSequence.length + rest.length + "{,,,}".length();
    }

    /** About how long the line will be. */
    int approximateBytes() {
        return length(1);
    }

    private int length(int digits) {
        return bodyBytes()
                + HASH.length
                + PREVIOUS.length
                + SEQUENCE.length
                + digits
                + 2 * (HEX_DIGITS + 1)
                + "\n".length();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** An array that is being filled. */
    private static final class Bytes {

        private final byte[] all;
        private int filled;

        Bytes(int length) {
            all = new byte[length];
        }

        Bytes put(byte one) {
            all[filled++] = one;
            return this;
        }

        Bytes put(byte[] more) {
            System.arraycopy(more, 0, all, filled, more.length);
            filled += more.length;
            return this;
        }
    }
}
