package dev.praxis.redaction;

import dev.praxis.redaction.internal.context.SecretNames;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/**
 * The {@code application/x-www-form-urlencoded} text of a form or a query (WHATWG URL, section 5), whose names and values
 * are looked at as they were before they were encoded.
 */
final class FormText {

    private static final String HEX = "0123456789ABCDEF";

    /** What a form may hold unencoded; brackets and colons too, which readers take and markers have. */
    private static final String PLAIN = "*-._~[]:@/,";

    private FormText() {}

    /** Only what is encoded: the rest is read as text. */
    static boolean looksLikeForm(String text) {
        boolean encoded = false;
        boolean pair = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            encoded |= c == '%';
            pair |= c == '=';
            if (!isAlphanumeric(c) && PLAIN.indexOf(c) < 0 && "%+&=".indexOf(c) < 0) {
                return false;
            }
        }
        return encoded && pair;
    }

    static String redact(EmbeddedText inner, String form) {
        StringJoiner out = new StringJoiner("&");
        for (String pair : form.split("&", -1)) {
            out.add(redactPair(inner, pair));
        }
        String redacted = out.toString();
        return redacted.equals(form) ? form : redacted;
    }

    private static String redactPair(EmbeddedText inner, String pair) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
            return shown(pair, inner.redact(decoded(pair)));
        }
        String name = pair.substring(0, equals);
        String value = pair.substring(equals + 1);
        if (SecretNames.isSecret(decoded(name))) {
            return name + '=' + inner.hiding().named(value);
        }
        return shown(name, inner.redact(decoded(name)))
                + '='
                + shown(value, inner.redact(decoded(name), decoded(value)));
    }

    /** As it was encoded, unless something in it was replaced. */
    private static String shown(String encoded, String redacted) {
        return redacted.equals(decoded(encoded)) ? encoded : encode(redacted);
    }

    private static String decoded(String encoded) {
        byte[] utf8 = encoded.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < utf8.length; i++) {
            int high = i + 2 < utf8.length && utf8[i] == '%' ? Character.digit(utf8[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(utf8[i + 2], 16) : -1;
            if (low >= 0) {
                utf8[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                utf8[length++] = utf8[i] == '+' ? (byte) ' ' : utf8[i];
            }
        }
        return new String(utf8, 0, length, StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (isAlphanumeric(c) || PLAIN.indexOf(c) >= 0) {
                out.append(c);
            } else if (c == ' ') {
                out.append('+');
            } else {
                out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return out.toString();
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
