package dev.praxis.signing.ssh;

import dev.praxis.signing.Ed25519PublicKey;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes the data types of SSH (RFC 4251, section 5). */
final class SshWriter {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    SshWriter raw(byte[] value) {
        bytes.writeBytes(value);
        return this;
    }

    SshWriter uint32(int value) {
        return raw(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    SshWriter string(byte[] value) {
        return uint32(value.length).raw(value);
    }

    SshWriter text(String value) {
        return string(value.getBytes(StandardCharsets.UTF_8));
    }

    SshWriter publicKey(Ed25519PublicKey key) {
        return string(blob(key));
    }

    /** A key as it stands in public key lines (RFC 8709, section 4). */
    static byte[] blob(Ed25519PublicKey key) {
        return new SshWriter().text(SshReader.ED25519).string(key.bytes()).bytes();
    }

    int size() {
        return bytes.size();
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
