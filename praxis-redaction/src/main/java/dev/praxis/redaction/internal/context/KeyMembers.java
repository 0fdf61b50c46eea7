package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;

/**
 * The private numbers of keys that are written member by member: those of a JSON Web Key (RFC 7518, section 6: {@code d p q dp
 * dq qi} and the {@code k} of a symmetric key), and the elements of an {@code RSAKeyValue} of .NET. The public numbers stay.
 */
public final class KeyMembers implements Detector {

    private static final int SHORTEST = 40;
    private static final int SHORTEST_SYMMETRIC = 22;
    private static final int LONGEST = 1 << 12;
    private static final String XML = "<rsakeyvalue>";
    private static final String SYMMETRIC = "k";
    private static final List<String> MEMBERS = List.of("d", "p", "q", "dp", "dq", "qi", SYMMETRIC);
    private static final List<String> ELEMENTS = List.of("<p>", "<q>", "<dp>", "<dq>", "<inverseq>", "<d>");
    private static final Alphabet SPACE = Alphabet.of(" \t\r\n");
    private static final Alphabet BASE64 = Alphabet.BASE64URL.plus(Alphabet.of("+/="));

    /** Whether the value of a member is a private number of a key. */
    public static boolean isSecret(String name, String value) {
        Text text = new Text(value);
        return MEMBERS.contains(name)
                && BASE64.runEnd(value, 0) == value.length()
                && isNumber(text, 0, value.length(), name.equals(SYMMETRIC) ? SHORTEST_SYMMETRIC : SHORTEST);
    }

    @Override
    public String id() {
        return "key-member";
    }

    @Override
    public List<String> anchors() {
        return List.of(
                "\"d\"", "\"p\"", "\"q\"", "\"dp\"", "\"dq\"", "\"qi\"", "\"k\"", "\"d\\", "\"p\\", "\"q\\", "\"dp\\",
                "\"dq\\", "\"qi\\", "\"k\\", XML);
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        return text.charAt(start) == '<' ? elements(text, end, found) : member(text, start, end, found);
    }

    private static int member(Text text, int start, int end, Spans found) {
        int quote = Quotes.opening(text, end - 1);
        int colon = SPACE.runEnd(text, quote + 1);
        if (quote < 0 || text.charAt(colon) != ':') {
            return end;
        }
        int opening = Quotes.opening(text, SPACE.runEnd(text, colon + 1));
        if (opening < 0) {
            return end;
        }
        int value = opening + 1;
        int valueEnd = BASE64.runEnd(text, value);
        boolean symmetric = text.startsWith(SYMMETRIC, start + 1);
        if (Quotes.opening(text, valueEnd) >= 0
                && isNumber(text, value, valueEnd, symmetric ? SHORTEST_SYMMETRIC : SHORTEST)) {
            found.add(value, valueEnd);
        }
        return Math.max(end, valueEnd);
    }

    /** Long and drawn by chance; a digest is hexadecimal. */
    private static boolean isNumber(Text text, int start, int end, int shortest) {
        Appearance looks = Appearance.of(text, start, end);
        return looks.isRandom(shortest) && !looks.isHex() && !looks.isUuid() && !looks.isNumber();
    }

    private static int elements(Text text, int from, Spans found) {
        int i = from;
        while (i - from < LONGEST && text.has(i) && !text.startsWithIgnoringCase("</rsakeyvalue", i)) {
            int content = elementContent(text, i);
            if (content > i) {
                int end = BASE64.plus(SPACE).runEnd(text, content);
                found.add(content, end);
                i = end;
            } else {
                i++;
            }
        }
        return i;
    }

    private static int elementContent(Text text, int i) {
        if (text.charAt(i) == '<') {
            for (String element : ELEMENTS) {
                if (text.startsWithIgnoringCase(element, i)) {
                    return i + element.length();
                }
            }
        }
        return i;
    }
}
