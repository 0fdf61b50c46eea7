package dev.praxis.signing.ssh;

import dev.praxis.signing.Ed25519KeyPair;
import dev.praxis.signing.StrictBase64;

/** Keys that are always the same. */
public final class Keys {

    private Keys() {}

    public static Ed25519KeyPair pair(int seed) {
        byte[] bytes = new byte[Ed25519KeyPair.SEED_BYTES];
        bytes[0] = (byte) seed;
        return Ed25519KeyPair.ofSeed(bytes);
    }

    /** Type and key of a line of allowed signers. */
    public static String line(int seed) {
        return "ssh-ed25519 " + StrictBase64.encode(SshWriter.blob(pair(seed).publicKey()));
    }
}
