package dev.praxis.redaction.internal.literal;

/**
 * A way in which a secret can be written.
 *
 * @param text the characters that show it
 * @param ignoreCase whether letters of ASCII may be in either case, as in hex
 * @param around how many characters beside it may hold bits of it, as in base64
 */
record Form(String text, boolean ignoreCase, int around) {

    static Form exactly(String text) {
        return new Form(text, false, 0);
    }
}
