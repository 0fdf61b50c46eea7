package dev.praxis.redaction;

import dev.praxis.redaction.internal.text.Alphabet;
import java.util.Optional;

/**
 * Redacts a string that may hold another document: JSON, a form, or the Base64 of a text; and that one another. Confined to
 * one thread.
 */
final class EmbeddedText {

    /** How many documents may stand inside each other before the rest is hidden. */
    static final int MAX_LAYERS = 4;

    /** Shorter ones hold nothing that could be a document with a secret in it. */
    private static final int SHORTEST = 4;
    /** The digits on the back of a card. */
    private static final int SHORTEST_NAMED = 3;

    /** How often the outermost string is looked at; what is in it is looked at again with it. */
    private static final int OUTER_ROUNDS = 3;

    /** Values of members are looked at together with their names up to this length, and from another on. */
    private static final int LONGEST_NAMED = 1 << 10;

    private static final int SHORTEST_RANDOM = 20;
    private static final Alphabet TOKEN = Alphabet.BASE64URL.plus(Alphabet.of("+/=."));

    private final Hiding hiding;
    private final KnownNames names;
    private final int layer;

    private EmbeddedText(Hiding hiding, KnownNames names, int layer) {
        this.hiding = hiding;
        this.names = names;
        this.layer = layer;
    }

    static EmbeddedText in(Hiding hiding) {
        return new EmbeddedText(hiding, new KnownNames(hiding), 0);
    }

    /** What is one layer further in. */
    EmbeddedText inner() {
        return new EmbeddedText(hiding, names, layer + 1);
    }

    Hiding hiding() {
        return hiding;
    }

    /** What is known of the names of members. */
    KnownNames names() {
        return names;
    }

    /** The string without secrets; the same instance if there was none. */
    String redact(String text) {
        String shown = parts(hiding.text(document(text)));
        // What was replaced may have been all that kept the rest from being read as a form.
        for (int round = layer == 0 ? OUTER_ROUNDS : 1; round > 1 && !shown.equals(text); round--) {
            String document = document(shown);
            if (document.equals(shown)) {
                break; // searched already
            }
            shown = parts(hiding.text(document));
        }
        return shown.equals(text) ? text : shown;
    }

    /** The same for the value of a member, whose name may say what the value alone does not. */
    String redact(String name, String text) {
        if (isLone(text) && hiding.isNamedPublic(before(name) + text + '"')) {
            String document = document(text);
            return document.equals(text) ? text : hiding.text(document);
        }
        String shown = redact(text);
        return shown.equals(text) ? named(name, text) : shown;
    }

    /** Whether a text is one run of what identifiers and keys are made of, long enough to look drawn by chance. */
    private static boolean isLone(String text) {
        return text.length() >= SHORTEST_RANDOM
                && text.length() <= LONGEST_NAMED
                && TOKEN.runEnd(text, 0) == text.length();
    }

    /** The value of a member, or a number as it is written, without what only its name tells; the same instance if nothing. */
    String named(String name, String text) {
        boolean fits = text.length() >= SHORTEST_NAMED && text.length() <= LONGEST_NAMED;
        if (!fits || !names.announces(name) || !isPlain(text) || !isPlain(name)) {
            return text;
        }
        String before = before(name);
        String shown = hiding.text(before + text + '"');
        boolean kept = shown.startsWith(before) && shown.endsWith("\"") && shown.length() > before.length();
        String value = kept ? shown.substring(before.length(), shown.length() - 1) : text;
        return value.equals(text) ? text : value;
    }

    /** What stands before the value of a member when both are read as text. */
    static String before(String name) {
        return '"' + name + "\": \"";
    }

    /** Whether a text can stand in quotes as it is, on one line. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    private String document(String text) {
        if (text.length() < SHORTEST) {
            return text;
        }
        if (JsonFilter.looksLikeContainer(text)) {
            return layer == MAX_LAYERS
                    ? tooDeep(text)
                    : JsonFilter.redact(inner(), text).orElse(text);
        }
        if (FormText.looksLikeForm(text)) {
            return layer == MAX_LAYERS ? tooDeep(text) : FormText.redact(inner(), text);
        }
        Optional<Base64Text> decoded = Base64Text.decode(text);
        if (decoded.isEmpty()) {
            return text;
        }
        return layer == MAX_LAYERS
                ? tooDeep(text)
                : decoded.get().with(inner().redact(decoded.get().text()));
    }

    /** Texts in Base64 that stand in a text, as in a data URL (RFC 2397), without their secrets. */
    private String parts(String text) {
        if (layer == MAX_LAYERS || text.length() < Base64Text.SHORTEST_PART) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        int done = 0;
        for (int start = Base64Text.partStart(text, 0); start >= 0; ) {
            int end = Base64Text.partEnd(text, start);
            String part = text.substring(start, end);
            if (part.length() < text.length()) { // or it was looked at as a document
                shown.append(text, done, start)
                        .append(Base64Text.decode(part)
                                .map(found -> found.with(inner().redact(found.text())))
                                .orElse(part));
                done = end;
            }
            start = Base64Text.partStart(text, end);
        }
        return done == 0 ? text : shown.append(text, done, text.length()).toString();
    }

    private String tooDeep(String text) {
        return hiding.whole(Hiding.TOO_DEEP, text);
    }
}
