package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;

/**
 * Parameters of queries, forms and signed requests that are secrets there and nothing of the kind elsewhere: codes of OAuth
 * (RFC 6749, section 4.1.2), signatures of presigned URLs, tickets, keys.
 */
public final class QueryParameters implements Detector {

    private static final int SHORTEST = 10;
    private static final int SHORTEST_KEY = 16;
    private static final Alphabet NAME = Alphabet.ALNUM.plus(Alphabet.of("_-."));
    private static final Alphabet VALUE = Alphabet.ALNUM.plus(Alphabet.of("%-._~+/=:*!"));

    @Override
    public String id() {
        return "query-parameter";
    }

    @Override
    public List<String> anchors() {
        return List.of(
                "sig=",
                "signature=",
                "code=",
                "ticket=",
                "assertion=",
                "key=",
                "session=",
                "sid=",
                "auth=",
                "samlresponse=",
                "verifier=");
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        int name = NAME.runStart(text, start, Math.max(0, start - Name.LONGEST));
        if (!separates(text, name) || text.startsWith("==", end - 1)) {
            return end;
        }
        int value = Quotes.isQuote(text.charAt(end)) ? end + 1 : end;
        int valueEnd = VALUE.runEnd(text, value);
        Appearance looks = Appearance.of(text, value, valueEnd);
        boolean key = text.startsWithIgnoringCase("key=", start) || text.startsWithIgnoringCase("auth=", start);
        boolean code = text.startsWithIgnoringCase("code=", start);
        boolean secret = code
                ? looks.isPassword(SHORTEST) || looks.isRandom(SHORTEST_KEY)
                : looks.isRandom(key ? SHORTEST_KEY : SHORTEST);
        if (secret) {
            found.add(value, valueEnd);
        }
        return Math.max(end, valueEnd);
    }

    /** Whether a parameter of a query, or of a signed header, can start at an index. */
    private static boolean separates(Text text, int name) {
        char before = text.charAt(name - 1);
        if (before == '?' || before == '&' || before == ';') {
            return true;
        }
        if (before == ',' || (before == ' ' && text.charAt(name - 2) == ',')) {
            return true; // Credential=…, Signature=…
        }
        return text.startsWithIgnoringCase("&amp;", name - 5)
                || text.startsWithIgnoringCase("\\u0026", name - 6)
                || text.charAt(name - 1) == '#';
    }
}
