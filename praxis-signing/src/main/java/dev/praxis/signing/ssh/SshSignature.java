package dev.praxis.signing.ssh;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Utf8Text;
import dev.praxis.signing.Ed25519KeyPair;
import dev.praxis.signing.Ed25519PublicKey;
import dev.praxis.signing.SigningFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A detached signature of OpenSSH over a message of any size (PROTOCOL.sshsig), by a key of Ed25519. What
 * {@code ssh-keygen -Y sign} makes is read here, and what is made here {@code ssh-keygen -Y verify} takes. It holds the
 * key that made it, so a signature that verifies says only that somebody signed; {@link AllowedSigners} says whether
 * that somebody is trusted. Immutable, thread-safe.
 */
public final class SshSignature {

    /** The most bytes that an armored signature may have. */
    public static final int MAX_BYTES = 1 << 14;

    private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final String WHAT = "the signature";

    private final Ed25519PublicKey publicKey;
    private final String namespace;
    private final byte[] reserved;
    private final SignatureHash hash;
    private final byte[] signature;

    private SshSignature(
            Ed25519PublicKey publicKey, String namespace, byte[] reserved, SignatureHash hash, byte[] signature) {
        this.publicKey = publicKey;
        this.namespace = namespace;
        this.reserved = reserved;
        this.hash = hash;
        this.signature = signature;
    }

    /**
     * Signs a message.
     *
     * @param pair the key to sign with
     * @param namespace what the signature is for, so that it cannot be taken for one that is for something else
     * @param hash what to hash the message with
     * @param message the message, read to its end in constant memory; not closed
     * @return the signature
     * @throws IOException if the message cannot be read
     * @throws InvalidArgumentException if the namespace is empty, has over 255 bytes, or is no Unicode text
     */
    public static SshSignature sign(Ed25519KeyPair pair, String namespace, SignatureHash hash, InputStream message)
            throws IOException {
        Utf8Text.require("the namespace of a signature", namespace, 1, 255);
        byte[] reserved = {};
        byte[] signature = pair.sign(signedData(namespace, reserved, hash, hash.digest(message)));
        return new SshSignature(pair.publicKey(), namespace, reserved, hash, signature);
    }

    /**
     * Reads an armored signature. Nothing is verified yet.
     *
     * @param armored the content of a {@code .sig} file
     * @return the signature
     * @throws SigningFormatException if it has another form, is larger than {@value #MAX_BYTES} bytes, of a later version,
     *     or by a key of another type than Ed25519
     */
    public static SshSignature parse(byte[] armored) {
        if (armored.length > MAX_BYTES) {
            throw new SigningFormatException(WHAT + " has more than " + MAX_BYTES + " bytes, which none has");
        }
        SshReader reader = new SshReader(WHAT, Armor.SIGNATURE.decode(armored));
        reader.expect(MAGIC, "one of OpenSSH");
        int version = reader.uint32();
        if (version != VERSION) {
            throw reader.refused("is of version " + Integer.toUnsignedString(version) + ", and only version " + VERSION
                    + " is known");
        }
        Ed25519PublicKey publicKey = reader.publicKey();
        String namespace = reader.text();
        if (namespace.isEmpty()) {
            throw reader.refused("has an empty namespace");
        }
        byte[] reserved = reader.string();
        SignatureHash hash = SignatureHash.of(reader.text());
        SshReader bare = new SshReader(WHAT, reader.string());
        reader.end();
        bare.ed25519();
        byte[] signature = bare.string();
        bare.end();
        if (signature.length != Ed25519PublicKey.SIGNATURE_BYTES) {
            throw reader.refused("has not the length of one");
        }
        return new SshSignature(publicKey, namespace, reserved, hash, signature);
    }

    /**
     * Whether the key in this signature made it, over a message. Says nothing about whose key it is.
     *
     * @param message the message, read to its end in constant memory; not closed
     * @return true if so
     * @throws IOException if the message cannot be read
     */
    public boolean verifies(InputStream message) throws IOException {
        return publicKey.verifies(signedData(namespace, reserved, hash, hash.digest(message)), signature);
    }

    /**
     * The key that claims to have made it.
     *
     * @return the key
     */
    public Ed25519PublicKey publicKey() {
        return publicKey;
    }

    /**
     * What it is for.
     *
     * @return the namespace, never empty
     */
    public String namespace() {
        return namespace;
    }

    /**
     * What the message is hashed with.
     *
     * @return the hash
     */
    public SignatureHash hash() {
        return hash;
    }

    /**
     * The content of a {@code .sig} file.
     *
     * @return ASCII, which {@link #parse} reads
     */
    public byte[] armored() {
        return Armor.SIGNATURE.encode(new SshWriter()
                .raw(MAGIC)
                .uint32(VERSION)
                .publicKey(publicKey)
                .text(namespace)
                .string(reserved)
                .text(hash.id())
                .string(new SshWriter()
                        .text(SshReader.ED25519)
                        .string(signature)
                        .bytes())
                .bytes());
    }

    /** PROTOCOL.sshsig, section 3. */
    private static byte[] signedData(String namespace, byte[] reserved, SignatureHash hash, byte[] digest) {
        return new SshWriter()
                .raw(MAGIC)
                .text(namespace)
                .string(reserved)
                .text(hash.id())
                .string(digest)
                .bytes();
    }
}
