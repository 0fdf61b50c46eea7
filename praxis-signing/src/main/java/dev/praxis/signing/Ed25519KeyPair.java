package dev.praxis.signing;

import dev.praxis.api.InvalidArgumentException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A key pair of Ed25519 (RFC 8032, section 5.1.5), which is a secret seed of 32 bytes and what follows from it. Immutable,
 * thread-safe. Its text forms show the public key only.
 */
public final class Ed25519KeyPair {

    /** How many bytes a seed has. */
    public static final int SEED_BYTES = 32;

    /** PrivateKeyInfo of RFC 8410, section 7, up to the seed. */
    private static final byte[] PKCS8_PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private final byte[] seed;
    private final PrivateKey privateKey;
    private final Ed25519PublicKey publicKey;

    private Ed25519KeyPair(byte[] seed, PrivateKey privateKey, Ed25519PublicKey publicKey) {
        this.seed = seed;
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /**
     * Makes a new key pair.
     *
     * @param random where the seed comes from
     * @return the key pair
     */
    public static Ed25519KeyPair generate(SecureRandom random) {
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        return ofSeed(seed);
    }

    /**
     * The key pair of a seed.
     *
     * @param seed {@value #SEED_BYTES} secret bytes
     * @return always the same for the same seed
     * @throws InvalidArgumentException if they are not {@value #SEED_BYTES}
     */
    public static Ed25519KeyPair ofSeed(byte[] seed) {
        Objects.requireNonNull(seed, "seed");
        if (seed.length != SEED_BYTES) {
            throw new InvalidArgumentException(
                    "a seed of Ed25519 has " + SEED_BYTES + " bytes, and this has " + seed.length);
        }
        byte[] encoded = Arrays.copyOf(PKCS8_PREFIX, PKCS8_PREFIX.length + SEED_BYTES);
        System.arraycopy(seed, 0, encoded, PKCS8_PREFIX.length, SEED_BYTES);
        try {
            PrivateKey privateKey = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return new Ed25519KeyPair(seed.clone(), privateKey, publicKeyOf(seed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK from 15 on has Ed25519, for any seed", e);
        }
    }

    /**
     * Signs a message (RFC 8032, section 5.1.6). Takes under a millisecond for a short one.
     *
     * @param message what to sign
     * @return {@value Ed25519PublicKey#SIGNATURE_BYTES} bytes, always the same for the same message
     */
    public byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(privateKey);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key of the JDK's own making signs", e);
        }
    }

    /**
     * The part that everybody may know.
     *
     * @return the public key
     */
    public Ed25519PublicKey publicKey() {
        return publicKey;
    }

    /**
     * The secret, for a key file. Whoever has it can sign.
     *
     * @return a copy of its {@value #SEED_BYTES} bytes
     */
    public byte[] seed() {
        return seed.clone();
    }

    @Override
    public String toString() {
        return "key pair of " + publicKey;
    }

    /** The JDK computes a public key only when it makes a pair, so it is made from the seed instead of from chance. */
    private static Ed25519PublicKey publicKeyOf(byte[] seed) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(NamedParameterSpec.ED25519, new GivenBytes(seed));
        KeyPair pair = generator.generateKeyPair();
        byte[] encoded = ((EdECPublicKey) pair.getPublic()).getEncoded();
        return Ed25519PublicKey.of(
                Arrays.copyOfRange(encoded, encoded.length - Ed25519PublicKey.BYTES, encoded.length));
    }

    /** Gives out the seed, once, and nothing else. */
    private static final class GivenBytes extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        GivenBytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] target) {
            if (target.length != bytes.length) {
                throw new IllegalStateException("the JDK asked for " + target.length + " bytes instead of a seed");
            }
            System.arraycopy(bytes, 0, target, 0, bytes.length);
        }
    }
}
