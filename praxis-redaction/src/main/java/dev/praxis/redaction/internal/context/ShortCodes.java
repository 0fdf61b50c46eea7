package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Boundary;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Secrets of a few digits under a name of their own: {@code card_pin: 1740}, {@code "cvv": "759"}, {@code otp_code=690748}; and
 * codes of letters and digits that unlock something. The pins of a board, two digits or a list of them, stay.
 */
public final class ShortCodes implements Detector {

    private static final int SHORTEST = 4;
    private static final int LONGEST = 8;
    private static final int SHORTEST_MIXED = 8;
    private static final int LONGEST_VERIFICATION = 4;
    private static final Alphabet DIGITS = Alphabet.of("0123456789");
    private static final Alphabet MORE = Alphabet.ALNUM.plus(Alphabet.of("_-/"));

    private static final List<String> NUMBERS = List.of("pin", "puk");

    /** What is printed on a card: three or four digits. */
    private static final List<String> VERIFICATIONS = List.of("cvv", "cvc");

    private static final List<String> CODES = codes();

    private static List<String> codes() {
        List<String> codes = new ArrayList<>();
        for (String of :
                List.of("otp", "mfa", "totp", "pin", "unlock", "activation", "security", "verification", "pairing")) {
            for (String joint : List.of("_", "-", "", " ")) {
                codes.add(of + joint + "code");
            }
        }
        return List.copyOf(codes);
    }

    @Override
    public String id() {
        return "short-code";
    }

    @Override
    public List<String> anchors() {
        List<String> anchors = new ArrayList<>(CODES);
        anchors.addAll(NUMBERS);
        anchors.addAll(VERIFICATIONS);
        return List.copyOf(anchors);
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        int nameEnd = DIGITS.runEnd(text, end); // puk1, cvv2
        if (!Boundary.isWord(text, start, end) || MORE.has(text.charAt(nameEnd))) {
            return end;
        }
        int nameStart = Math.min(start, Name.startOf(text, start));
        Name name = new Name(nameStart, nameEnd, NameStrength.STRONG, NameStrength.STRONG, false);
        @Nullable Bond bond = Bond.after(text, name);
        if (bond == null || !binds(bond)) {
            return end;
        }
        Value value = bond.kind() == Bond.Kind.ELEMENT
                ? new Value(bond.value(), DIGITS.runEnd(text, bond.value()), false)
                : Value.at(text, bond.value());
        if (!isNumber(text, value, end - start == 3 && isVerification(text, start))
                && !(end - start > 3 && isMixed(text, value))) {
            return end;
        }
        found.add(value.start(), value.end());
        return value.end();
    }

    private static boolean binds(Bond bond) {
        return switch (bond.kind()) {
            case ASSIGNED, SAID, PAIRED, ELEMENT -> true;
            case COMPARED, ARGUMENT, CALLED, BESIDE -> false;
        };
    }

    private static boolean isVerification(Text text, int start) {
        return VERIFICATIONS.stream().anyMatch(word -> text.startsWithIgnoringCase(word, start));
    }

    private static boolean isNumber(Text text, Value value, boolean verification) {
        int length = value.end() - value.start();
        return length >= (verification ? SHORTEST - 1 : SHORTEST)
                && length <= (verification ? LONGEST_VERIFICATION : LONGEST)
                && DIGITS.runEnd(text, value.start()) == value.end();
    }

    private static boolean isMixed(Text text, Value value) {
        Appearance looks = Appearance.of(text, value.start(), value.end());
        return value.end() - value.start() >= SHORTEST_MIXED
                && looks.isPassword(value.quoted())
                && !looks.hasBlank()
                && !Placeholders.has(text, value.start(), value.end());
    }
}
