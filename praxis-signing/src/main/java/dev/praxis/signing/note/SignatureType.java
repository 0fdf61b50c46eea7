package dev.praxis.signing.note;

import dev.praxis.signing.SigningFormatException;
import java.util.Locale;

/**
 * How a signature of a note is made; each has an identifier byte that is part of the key id (C2SP signed-note, "Signature
 * types"). Those that the JDK has no algorithm for are not here; notes may carry them, as those of unknown keys.
 */
public enum SignatureType {
    /** Ed25519 over the text. */
    ED25519(0x01),
    /** Ed25519 over the text and the time of signing (C2SP tlog-cosignature, cosignature/v1), as a witness makes it. */
    COSIGNATURE_V1(0x04);

    private final byte identifier;

    SignatureType(int identifier) {
        this.identifier = (byte) identifier;
    }

    /**
     * The identifier byte.
     *
     * @return the byte
     */
    public byte identifier() {
        return identifier;
    }

    static SignatureType of(byte identifier) {
        for (SignatureType type : values()) {
            if (type.identifier == identifier) {
                return type;
            }
        }
        throw new SigningFormatException(String.format(
                Locale.ROOT,
                "a key of signature type 0x%02x is not supported; use one of type 0x01 (Ed25519) or 0x04 (cosignature/v1)",
                identifier));
    }
}
