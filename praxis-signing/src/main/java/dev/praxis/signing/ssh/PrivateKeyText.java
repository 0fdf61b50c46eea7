package dev.praxis.signing.ssh;

import dev.praxis.signing.Ed25519KeyPair;
import dev.praxis.signing.Ed25519PublicKey;
import dev.praxis.signing.SigningFormatException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The content of a private key file of OpenSSH, without a passphrase (PROTOCOL.key). */
final class PrivateKeyText {

    private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final String WHAT = "the private key";

    /** What the length of the private part is a multiple of where it is not encrypted. */
    private static final int BLOCK = 8;

    /** Stands there twice, so that a wrong passphrase is noticed. Without one it may be anything. */
    private static final int CHECK = 0x70726178;

    private PrivateKeyText() {}

    static byte[] encode(Ed25519KeyPair pair, String comment) {
        Ed25519PublicKey publicKey = pair.publicKey();
        SshWriter secret = new SshWriter()
                .uint32(CHECK)
                .uint32(CHECK)
                .text(SshReader.ED25519)
                .string(publicKey.bytes())
                .string(new SshWriter().raw(pair.seed()).raw(publicKey.bytes()).bytes())
                .text(comment);
        for (int pad = 1; secret.size() % BLOCK != 0; pad++) {
            secret.raw(new byte[] {(byte) pad});
        }
        return Armor.PRIVATE_KEY.encode(new SshWriter()
                .raw(MAGIC)
                .text("none")
                .text("none")
                .text("")
                .uint32(1)
                .publicKey(publicKey)
                .string(secret.bytes())
                .bytes());
    }

    static Ed25519KeyPair decode(byte[] armored) {
        SshReader file = new SshReader(WHAT, Armor.PRIVATE_KEY.decode(armored));
        file.expect(MAGIC, "one of OpenSSH");
        if (!file.text().equals("none")) {
            throw file.refused("has a passphrase, which nobody is there to type in; sign with ssh-keygen -Y sign, or "
                    + "take the passphrase from a copy of the key with: ssh-keygen -p -N '' -f FILE");
        }
        if (!file.text().equals("none") || file.string().length != 0) {
            throw file.refused("has no passphrase and yet says how to make a key of one");
        }
        if (file.uint32() != 1) {
            throw file.refused("is not one key but several or none");
        }
        Ed25519PublicKey publicKey = file.publicKey();
        byte[] secret = file.string();
        file.end();
        return decodeSecret(publicKey, secret);
    }

    private static Ed25519KeyPair decodeSecret(Ed25519PublicKey publicKey, byte[] secret) {
        SshReader part = new SshReader(WHAT, secret);
        int check = part.uint32();
        if (secret.length % BLOCK != 0 || part.uint32() != check) {
            throw part.refused("is damaged");
        }
        part.ed25519();
        byte[] again = part.string();
        byte[] seedAndPublicKey = part.string();
        part.string(); // the comment
        byte[] padding = part.rest();
        for (int i = 0; i < padding.length; i++) {
            if (padding[i] != i + 1 || i + 1 >= BLOCK) {
                throw part.refused("is damaged at its end");
            }
        }
        if (seedAndPublicKey.length != Ed25519KeyPair.SEED_BYTES + Ed25519PublicKey.BYTES) {
            throw new SigningFormatException(WHAT + " has no seed of " + Ed25519KeyPair.SEED_BYTES + " bytes");
        }
        Ed25519KeyPair pair = Ed25519KeyPair.ofSeed(Arrays.copyOf(seedAndPublicKey, Ed25519KeyPair.SEED_BYTES));
        byte[] right = pair.publicKey().bytes();
        if (!pair.publicKey().equals(publicKey)
                || !Arrays.equals(again, right)
                || !Arrays.equals(
                        Arrays.copyOfRange(seedAndPublicKey, Ed25519KeyPair.SEED_BYTES, seedAndPublicKey.length),
                        right)) {
            throw part.refused("is damaged: its public key is that of another private key");
        }
        return pair;
    }
}
