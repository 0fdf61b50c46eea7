package dev.praxis.audit.tlog;

import dev.praxis.signing.Ed25519KeyPair;
import dev.praxis.signing.note.NoteSigner;
import java.util.Arrays;

/** Keys for tests: always the same for the same number. */
final class Keys {

    static final String ORIGIN = "example.com/praxis/log";

    private Keys() {}

    static Ed25519KeyPair pair(int number) {
        byte[] seed = new byte[Ed25519KeyPair.SEED_BYTES];
        Arrays.fill(seed, (byte) number);
        return Ed25519KeyPair.ofSeed(seed);
    }

    static NoteSigner log() {
        return NoteSigner.ed25519(ORIGIN, pair(1));
    }
}
