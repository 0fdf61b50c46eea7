package dev.praxis.redaction;

/**
 * JSON Web Tokens (RFC 7519), signed, unsigned or encrypted: base64url of a JSON object, which starts with
 * {@code eyJ}, then a dot and more base64url with dots.
 */
final class JsonWebTokens implements SecretShape {

    private static final String START = "eyJ";
    private static final int MIN_HEADER = 12;
    private static final int MIN_REST = 10;
    private static final Alphabet REST = Alphabet.BASE64URL.plus(Alphabet.of("."));

    @Override
    public void find(Text text, Spans found) {
        int start = text.indexOf(START, 0);
        while (start >= 0) {
            int next = start + START.length();
            if (Boundary.before(text, start)) {
                // A later start inside the same run has a shorter header and the same rest: it cannot do better.
                int header = Alphabet.BASE64URL.runEnd(text, start);
                next = header;
                if (header - start >= MIN_HEADER && header < text.length() && text.charAt(header) == '.') {
                    int end = REST.runEnd(text, header);
                    if (end - header > MIN_REST) {
                        found.add(start, end);
                        next = end;
                    }
                }
            }
            start = text.indexOf(START, next);
        }
    }
}
