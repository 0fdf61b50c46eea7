package dev.praxis.audit;

import dev.praxis.api.Sha256;
import dev.praxis.api.audit.AuditLine;
import java.nio.charset.StandardCharsets;

/** A record that has its place in the chain, as the bytes that are written. Immutable, since nobody changes the bytes. */
final class SealedLine {

    private final long sequence;
    private final Sha256 hash;
    private final byte[] bytes;

    /**
     * Creates a line.
     *
     * @param bytes the canonical record and a line feed; not copied
     */
    SealedLine(long sequence, Sha256 hash, byte[] bytes) {
        this.sequence = sequence;
        this.hash = hash;
        this.bytes = bytes;
    }

    long sequence() {
        return sequence;
    }

    Sha256 hash() {
        return hash;
    }

    /** The bytes of the line, line feed included; not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    AuditLine toLine() {
        return new AuditLine(sequence, hash, new String(bytes, 0, bytes.length - 1, StandardCharsets.UTF_8));
    }
}
