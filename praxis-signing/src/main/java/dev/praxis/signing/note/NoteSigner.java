package dev.praxis.signing.note;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.UtcMicros;
import dev.praxis.signing.Ed25519KeyPair;
import dev.praxis.signing.SigningFormatException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/** Signs notes under a name. Immutable; thread-safe if its clock is. */
public final class NoteSigner {

    private final NoteVerifierKey key;
    private final Ed25519KeyPair keyPair;
    private final InstantSource clock;

    private NoteSigner(NoteVerifierKey key, Ed25519KeyPair keyPair, InstantSource clock) {
        this.key = key;
        this.keyPair = Objects.requireNonNull(keyPair, "keyPair");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * A signer of texts, as a log signs its checkpoints.
     *
     * @param name the name of the key; for a log its origin
     * @param keyPair the key
     * @return a signer of type {@link SignatureType#ED25519}
     * @throws SigningFormatException if the name cannot be one
     */
    public static NoteSigner ed25519(String name, Ed25519KeyPair keyPair) {
        return new NoteSigner(
                new NoteVerifierKey(name, SignatureType.ED25519, keyPair.publicKey()),
                keyPair,
                InstantSource.fixed(Instant.EPOCH));
    }

    /**
     * A signer of texts and the time, as a witness cosigns the checkpoints of logs.
     *
     * @param name the name of the witness
     * @param keyPair the key
     * @param clock what tells the time
     * @return a signer of type {@link SignatureType#COSIGNATURE_V1}
     * @throws SigningFormatException if the name cannot be one
     */
    public static NoteSigner cosigner(String name, Ed25519KeyPair keyPair, InstantSource clock) {
        return new NoteSigner(
                new NoteVerifierKey(name, SignatureType.COSIGNATURE_V1, keyPair.publicKey()), keyPair, clock);
    }

    /**
     * What others verify the signatures with.
     *
     * @return the key
     */
    public NoteVerifierKey verifierKey() {
        return key;
    }

    /**
     * Signs a text.
     *
     * @param text the text, with a newline at its end
     * @return the signature
     * @throws SigningFormatException if a note cannot hold the text
     * @throws InvalidArgumentException if a cosigner's clock is before 1970 or after the year 9999
     */
    public NoteSignature sign(String text) {
        byte[] bytes = NoteText.encode(NoteText.require(text));
        byte[] signature = switch (key.type()) {
            case ED25519 -> keyPair.sign(bytes);
            case COSIGNATURE_V1 -> cosign(bytes);
        };
        return new NoteSignature(key.name(), key.keyId(), signature);
    }

    private byte[] cosign(byte[] text) {
        long seconds = UtcMicros.truncate(clock.instant()).getEpochSecond();
        if (seconds < 0) {
            throw new InvalidArgumentException(
                    "nothing is cosigned, since the clock says a time before 1970; set the clock");
        }
        byte[] signature = keyPair.sign(NoteVerifierKey.cosignedMessage(seconds, text));
        return ByteBuffer.allocate(Long.BYTES + signature.length)
                .putLong(seconds)
                .put(signature)
                .array();
    }
}
