package dev.praxis.redaction.internal.literal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The forms of one secret: as it is, each of its longer lines, as a JSON string (RFC 8259, section 7), percent-encoded
 * (RFC 3986, section 2.1) and as a form has it, in base64 of both alphabets (RFC 4648) wherever it starts in what is encoded,
 * and in hex.
 */
final class Forms {

    /** A line or an encoded form that is shorter than this is too likely to be something else. */
    private static final int SHORTEST = 8;

    private static final int GROUP = 3;
    private static final String UNRESERVED = "-._~";

    private final String secret;
    private final byte[] utf8;
    private final Set<Form> forms = new LinkedHashSet<>();

    private Forms(String secret) {
        this.secret = secret;
        this.utf8 = secret.getBytes(StandardCharsets.UTF_8);
    }

    static Set<Form> of(String secret) {
        Forms all = new Forms(secret);
        all.plain();
        all.escaped();
        all.encoded();
        return all.forms;
    }

    private void plain() {
        forms.add(Form.exactly(secret));
        forms.add(Form.exactly(new String(utf8, StandardCharsets.ISO_8859_1))); // as a stream of bytes is read
        secret.lines()
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST)
                .forEach(line -> forms.add(Form.exactly(line)));
    }

    private void escaped() {
        StringBuilder json = new StringBuilder();
        StringBuilder ascii = new StringBuilder();
        for (int i = 0; i < secret.length(); i++) {
            char c = secret.charAt(i);
            String escape = escape(c);
            json.append(escape);
            ascii.append(c > '~' ? String.format("\\u%04x", (int) c) : escape);
        }
        forms.add(Form.exactly(json.toString()));
        forms.add(Form.exactly(ascii.toString()));
        forms.add(Form.exactly(json.toString().replace("/", "\\/")));
        forms.add(Form.exactly(json.toString().replace("\\", "\\\\").replace("\"", "\\\"")));
    }

    private static String escape(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            default -> c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c);
        };
    }

    private void encoded() {
        String percent = percentEncoded();
        forms.add(new Form(percent, false, 0));
        forms.add(new Form(percent.replace("%20", "+"), false, 0));
        if (utf8.length >= SHORTEST) {
            forms.add(new Form(HexFormat.of().formatHex(utf8), true, 0));
            for (int before = 0; before < GROUP; before++) {
                base64(Base64.getEncoder(), before);
                base64(Base64.getUrlEncoder(), before);
            }
        }
    }

    private String percentEncoded() {
        StringBuilder out = new StringBuilder();
        for (byte one : utf8) {
            char c = (char) (one & 0xFF);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            out.append(plain || UNRESERVED.indexOf(c) >= 0 ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return out.toString();
    }

    /** What is the same in base64 whatever stands before and behind the secret; a character at each end may be mixed. */
    private void base64(Base64.Encoder encoder, int before) {
        byte[] shifted = Arrays.copyOf(new byte[before], before + utf8.length);
        System.arraycopy(utf8, 0, shifted, before, utf8.length);
        String text = encoder.withoutPadding().encodeToString(shifted);
        int from = (8 * before + 5) / 6;
        int to = 8 * shifted.length / 6;
        forms.add(new Form(text.substring(from, to), false, 1));
    }
}
