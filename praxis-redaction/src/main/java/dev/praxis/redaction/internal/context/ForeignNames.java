package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values bound to a name that says {@code password} in another language than English: {@code motdepasse}, {@code contraseña},
 * {@code Kennwort}, {@code пароль}. Accents and what joins words do not matter, nor do escapes of JSON in it.
 */
public final class ForeignNames implements Detector {

    private static final int LONGEST = 40;
    private static final int ESCAPE = "\\u0000".length();
    private static final String JOINTS = "_-.";

    /** Pieces of the names, so that a letter with an accent and without it needs one of them. */
    private static final List<String> ANCHORS = List.of(
            "mot de passe",
            "motdepasse",
            "mot_de_passe",
            "mot-de-passe",
            "contrase",
            "_secreta",
            "clavesecreta",
            "clave secreta",
            "_acceso",
            "clave_",
            "claveapi",
            "kennwort",
            "geheimnis",
            "zugangscode",
            "schluessel",
            "chl\u00fcssel",
            "senha",
            "palavra",
            "chave_",
            "chaveapi",
            "chiave_",
            "parola",
            "jeton",
            "cle_",
            "cl\u00e9_",
            "\\u00e9_api",
            "wachtwoord",
            "toegangscode",
            "senord",
            "passord",
            "adgangskode",
            "kodeord",
            "salasana",
            "heslo",
            "haslo",
            "has\u0142o",
            "as\\u0142o",
            "jelsz",
            "sifre",
            "\u015fifre",
            "lozinka",
            "\u0440\u043e\u043b\u044c",
            "\u5bc6\u7801",
            "\u5bc6\u78bc",
            "\u53e3\u4ee4",
            "\u30ef\u30fc\u30c9",
            "\ubc00\ubc88");

    /** The names, in lower case, without accents and without what joins their words. */
    private static final Set<String> NAMES = Set.of(
            "motdepasse",
            "contrasena",
            "contrasenia",
            "clavesecreta",
            "clavedeacceso",
            "claveacceso",
            "claveprivada",
            "claveapi",
            "tokenacceso",
            "tokendeacceso",
            "kennwort",
            "zugangscode",
            "apischluessel",
            "apischlussel",
            "geheimschluessel",
            "geheimschlussel",
            "senha",
            "palavrapasse",
            "chaveapi",
            "chavedeapi",
            "chavesecreta",
            "chaveprivada",
            "chiaveapi",
            "chiavesegreta",
            "chiaveprivata",
            "cleapi",
            "clesecrete",
            "cleprivee",
            "jetonacces",
            "wachtwoord",
            "toegangscode",
            "losenord",
            "passord",
            "adgangskode",
            "kodeord",
            "salasana",
            "heslo",
            "jelszo",
            "lozinka",
            "\u043f\u0430\u0440\u043e\u043b\u044c",
            "\u5bc6\u7801",
            "\u5bc6\u78bc",
            "\u53e3\u4ee4",
            "\u30d1\u30b9\u30ef\u30fc\u30c9",
            "\ube44\ubc00\ubc88\ud638");

    /** The same, which are words for other things too: the value has to look like a password. */
    private static final Set<String> AMBIGUOUS = Set.of("parola", "jeton", "geheimnis", "haslo", "sifre");

    @Override
    public String id() {
        return "named-value";
    }

    @Override
    public List<String> anchors() {
        return ANCHORS;
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        int nameStart = hasSpace(text, start, end) ? start : startOf(text, start);
        int nameEnd = endOf(text, end);
        if (nameEnd - nameStart > LONGEST) {
            return end;
        }
        String written = text.substring(nameStart, nameEnd);
        String word = word(written);
        if (word.isEmpty() && !startsWithWord(written)) {
            return end;
        }
        Name name = new Name(nameStart, nameEnd, NameStrength.STRONG, NameStrength.STRONG, false);
        @Nullable Bond bond = Bond.after(text, name);
        @Nullable Value value = bond == null ? null : NamedValues.value(text, name, bond, found);
        if (value == null || !isPassword(text, value, !NAMES.contains(word))) {
            return nameEnd;
        }
        found.add(value.start(), value.end());
        return Math.max(nameEnd, value.end());
    }

    /** Whether the value under a name is to be hidden, whatever it is. */
    static boolean isSecret(String name) {
        return name.length() <= LONGEST && NAMES.contains(word(name));
    }

    /** The word for a password that a name is or ends with, or nothing. */
    private static String word(String name) {
        String plain = plain(name);
        String joined = plain.replace("_", "");
        if (NAMES.contains(joined) || AMBIGUOUS.contains(joined)) {
            return joined;
        }
        for (int joint = plain.indexOf('_'); joint >= 0; joint = plain.indexOf('_', joint + 1)) {
            String ending = plain.substring(joint + 1).replace("_", "");
            if (NAMES.contains(ending) || AMBIGUOUS.contains(ending)) {
                return ending;
            }
        }
        return "";
    }

    /** {@code MOT_DE_PASSE_BDD}, {@code senhaBanco}: what follows says whose it is, or what is told about it. */
    private static boolean startsWithWord(String name) {
        String plain = plain(name);
        for (int joint = plain.indexOf('_'); joint >= 0; joint = plain.indexOf('_', joint + 1)) {
            if (NAMES.contains(plain.substring(0, joint).replace("_", ""))) {
                return true;
            }
        }
        return false;
    }

    /** In lower case, without accents and digits at the end, with an underscore between words. */
    private static String plain(String name) {
        StringBuilder plain = new StringBuilder();
        String letters = Normalizer.normalize(unescaped(name), Normalizer.Form.NFD);
        char before = ' ';
        for (int i = 0; i < letters.length(); i++) {
            char c = letters.charAt(i);
            if (Character.getType(c) == Character.NON_SPACING_MARK) {
                continue;
            }
            boolean joint = JOINTS.indexOf(c) >= 0 || c == ' ';
            if (Character.isUpperCase(c) && Character.isLowerCase(before)) {
                plain.append('_');
            }
            plain.append(joint ? '_' : c == '\u0142' ? 'l' : c);
            before = c;
        }
        int end = plain.length();
        while (end > 0 && Ascii.isDigit(plain.charAt(end - 1))) {
            end--;
        }
        return Normalizer.normalize(plain.substring(0, end), Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT);
    }

    private static String unescaped(String name) {
        int escape = name.indexOf("\\u");
        if (escape < 0 || !isEscape(new Text(name), escape)) {
            return name;
        }
        char letter = (char) Integer.parseInt(name.substring(escape + 2, escape + ESCAPE), 16);
        return name.substring(0, escape) + letter + unescaped(name.substring(escape + ESCAPE));
    }

    private static boolean isEscape(Text text, int start) {
        if (!text.startsWith("\\u", start)) {
            return false;
        }
        for (int i = start + 2; i < start + ESCAPE; i++) {
            if (!Ascii.isHexDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasSpace(Text text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) == ' ') {
                return true;
            }
        }
        return false;
    }

    private static int startOf(Text text, int anchor) {
        int i = anchor;
        while (anchor - i <= LONGEST) {
            if (isEscape(text, i - ESCAPE)) {
                i -= ESCAPE;
            } else if (isNamed(text.charAt(i - 1)) && text.charAt(i - 2) != '\\') {
                i--;
            } else {
                return i;
            }
        }
        return i;
    }

    private static int endOf(Text text, int anchorEnd) {
        int i = anchorEnd;
        while (i - anchorEnd <= LONGEST) {
            if (isEscape(text, i)) {
                i += ESCAPE;
            } else if (isNamed(text.charAt(i))) {
                i++;
            } else {
                return i;
            }
        }
        return i;
    }

    private static boolean isNamed(char c) {
        return Character.isLetterOrDigit(c) || JOINTS.indexOf(c) >= 0;
    }

    /** Not a label or a sentence in that language: a word alone, or with digits or signs in it. */
    private static boolean isPassword(Text text, Value value, boolean ambiguous) {
        Appearance looks = Appearance.of(text, value.start(), value.end());
        String start = text.substring(value.start(), Math.min(value.end(), value.start() + LONGEST));
        if (!word(start).isEmpty() || (!looks.hasDigit() && hasForeignLetter(text, value))) {
            return false;
        }
        boolean sure =
                (looks.hasDigit() && !(ambiguous && looks.isNumber())) || (looks.hasSigns() && !looks.hasBlank());
        boolean followed =
                !value.quoted() && text.charAt(value.end()) == ' ' && Character.isLetter(text.charAt(value.end() + 1));
        return sure || (!ambiguous && !looks.hasBlank() && !followed);
    }

    private static boolean hasForeignLetter(Text text, Value value) {
        for (int i = value.start(); i < value.end(); i++) {
            if (text.charAt(i) > '~') {
                return true;
            }
        }
        return false;
    }
}
