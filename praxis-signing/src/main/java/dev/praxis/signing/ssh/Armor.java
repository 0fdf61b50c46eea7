package dev.praxis.signing.ssh;

import dev.praxis.signing.SigningFormatException;
import dev.praxis.signing.StrictBase64;
import java.nio.charset.StandardCharsets;

/** Base 64 between a header and a footer, as OpenSSH writes keys and signatures (PROTOCOL.sshsig, section 1). */
enum Armor {
    PRIVATE_KEY("OPENSSH PRIVATE KEY", "a private key of OpenSSH"),
    SIGNATURE("SSH SIGNATURE", "a signature of OpenSSH");

    /** What ssh-keygen writes; any other width is read as well. */
    private static final int WIDTH = 70;

    private final String header;
    private final String footer;
    private final String what;

    Armor(String label, String what) {
        this.header = "-----BEGIN " + label + "-----\n";
        this.footer = "\n-----END " + label + "-----";
        this.what = what;
    }

    byte[] decode(byte[] armored) {
        String text = new String(armored, StandardCharsets.ISO_8859_1);
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        if (!body.startsWith(header) || !body.endsWith(footer) || body.length() < header.length() + footer.length()) {
            throw new SigningFormatException("not " + what + ": it is armored between '" + header.strip() + "' and '"
                    + footer.strip() + "', with nothing around");
        }
        String base64 = body.substring(header.length(), body.length() - footer.length());
        return StrictBase64.decode(what, base64.replace("\n", ""));
    }

    byte[] encode(byte[] bytes) {
        StringBuilder lines = new StringBuilder(StrictBase64.encode(bytes));
        for (int end = WIDTH; end < lines.length(); end += WIDTH + 1) {
            lines.insert(end, '\n');
        }
        return (header + lines + footer + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
