package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.engine.LineTail;
import dev.praxis.redaction.internal.engine.Tail;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Markers;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values bound to a name that names a secret, however a language, a file format or a command line binds them. The name
 * stays, and so do quotes and brackets.
 */
public final class NamedValues implements Detector {

    private static final int LONGEST_REST = 64;

    @Override
    public String id() {
        return "named-value";
    }

    @Override
    public List<String> anchors() {
        return List.of(
                "pass",
                "pwd",
                "pw",
                "psw",
                "secret",
                "token",
                "key",
                "cred",
                "auth",
                "cookie",
                "bearer",
                "otp",
                "jwt",
                "psk",
                "mnemonic",
                "sess",
                "sid",
                "csrf",
                "xsrf",
                "saml",
                "hmac",
                "assertion",
                "_pat",
                "-pat",
                "pat=",
                "private",
                "access",
                "_api",
                "_sk",
                "_salt",
                "cloudsk",
                "login",
                "snmp_community",
                "snmp-community",
                "snmpcommunity",
                "enc_key");
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        int nameEnd = Name.endOf(text, end);
        @Nullable Value tail = GluedValue.of(text, start, end, nameEnd);
        if (tail != null) {
            found.add(tail.start(), tail.end());
            return tail.end();
        }
        int nameStart = Name.startOf(text, start);
        NameStrength strength = SecretNames.strength(text, nameStart, nameEnd);
        if (strength == NameStrength.NONE && !HeaderValue.isNamed(text, nameStart, nameEnd)) {
            return nameEnd;
        }
        return bound(text, Name.of(text, nameStart, nameEnd, strength), end, found);
    }

    @Override
    public Tail tail(Text text, int start, int end) {
        if (text.substring(start, end).indexOf('\n') >= 0) {
            return new KeyTail(); // what else has so many lines
        }
        return Quotes.isQuote(text.charAt(start - 1)) ? new QuotedTail(text, start, end) : new LineTail();
    }

    private static int bound(Text text, Name name, int end, Spans found) {
        @Nullable Value before = name.strength() == NameStrength.STRONG ? ValueBefore.of(text, name) : null;
        if (before != null) {
            found.add(before.start(), before.end());
        }
        @Nullable Bond bond = Bond.after(text, name);
        if (bond == null) {
            return Math.max(end, name.end());
        }
        @Nullable Value value = value(text, name, bond, found);
        if (value == null) {
            return Math.max(end, Value.retryAt(text, name.end(), bond.value()));
        }
        found.add(value.start(), value.end());
        return Math.max(end, value.end());
    }

    /** The value that is bound to a name, or null when it is no secret. The elements of an array are added to what was found. */
    static @Nullable Value value(Text text, Name name, Bond bond, Spans found) {
        int start = bond.value();
        int quote = Quotes.opening(text, start);
        if (quote >= 0 && !bond.quoted() && OuterString.endsAt(text, name, quote)) {
            return null;
        }
        boolean freely = bond.kind() != Bond.Kind.ASSIGNED && bond.kind() != Bond.Kind.SAID;
        if (!text.has(start) || (!freely && isLineEnd(text.charAt(start)))) {
            return null;
        }
        return switch (bond.kind()) {
            case ARGUMENT -> argument(text, name, bond);
            case ELEMENT -> element(text, name, start);
            case BESIDE -> BesideValue.of(text, name, start);
            case ASSIGNED, SAID -> assigned(text, name, bond, found);
            case PAIRED, COMPARED, CALLED -> literal(text, name, bond);
        };
    }

    /** {@code "--password", "x"} is a flag and its value, {@code ("password", "x")} most often a key and its value. */
    private static @Nullable Value argument(Text text, Name name, Bond bond) {
        if (HeaderValue.isNamed(text, name.start(), name.end())) {
            Value value = Value.at(text, bond.value());
            return HeaderValue.isCredentials(text, value.start(), value.end()) ? value : null;
        }
        return BesideValue.isFlag(text, name) ? BesideValue.of(text, name, bond.value()) : literal(text, name, bond);
    }

    private static @Nullable Value literal(Text text, Name name, Bond bond) {
        if (bond.kind() == Bond.Kind.PAIRED) {
            return paired(text, name, bond.value());
        }
        Value value = Value.at(text, bond.value());
        if (!value.quoted() && bond.kind() == Bond.Kind.COMPARED) {
            return WholeWord.behindSign(text, name);
        }
        return value.quoted() && SecretCheck.hidesLiteral(text, name, value, bond.kind()) ? value : null;
    }

    private static @Nullable Value paired(Text text, Name name, int start) {
        @Nullable Value value = text.charAt(start - 1) == '>' ? Element.content(text, start) : Value.at(text, start);
        return value != null && SecretCheck.hides(text, name, value) ? value : null;
    }

    private static @Nullable Value element(Text text, Name name, int content) {
        @Nullable Value value = Element.content(text, content);
        return value != null && SecretCheck.hides(text, name, value) ? value : null;
    }

    private static @Nullable Value assigned(Text text, Name name, Bond bond, Spans found) {
        int start = bond.value();
        char first = text.charAt(start);
        boolean said = bond.kind() == Bond.Kind.SAID;
        if ((said || bond.quoted()) && HeaderValue.isNamed(text, name.start(), name.end())) {
            return header(text, name, bond);
        }
        if (said && text.startsWith("://", name.start() - 3)) {
            return null; // the user of a URL, which UrlCredentials reads
        }
        if (first == '{' && NestedLiterals.isObject(text, start)) {
            NestedLiterals.members(text, name, start, found);
            return null;
        }
        @Nullable Value drawn = WholeWord.drawn(text, name, start);
        if (drawn != null) {
            return drawn;
        }
        if (first == '{' && bond.kind() == Bond.Kind.ASSIGNED && text.charAt(name.start() - 1) == ';') {
            @Nullable Value braced = braced(text, start);
            return braced != null ? braced : WholeWord.at(text, name, start);
        }
        if (first == '{' && (said || bond.quoted())) {
            return null; // an object, whose own members are looked at
        }
        if (first == '[' && Markers.after(text, start) == start) {
            return Placeholders.isType(text, start, Value.plainEnd(text, start))
                    ? null
                    : array(text, name, start, found);
        }
        @Nullable Value block = said && (first == '|' || first == '>') ? BlockScalar.at(text, start, name) : null;
        if (block != null) {
            return isSecretBlock(text, name, block) ? block : null;
        }
        int tag = said ? tag(text, start) : -1;
        if (tag >= 0) {
            return tagged(text, name, tag);
        }
        if (first == '(' && Quotes.opening(text, start + 1) >= 0) {
            return Login.password(text, name, start);
        }
        @Nullable Value password = said ? SlashPair.of(text, name, start) : null;
        return password != null ? password : scalar(text, name, bond, Value.at(text, start));
    }

    private static boolean isSecretBlock(Text text, Name name, Value block) {
        boolean word = !SecretCheck.hasSpace(text, block);
        return name.strength() == NameStrength.STRONG || (word && SecretCheck.hides(text, name, block));
    }

    /** {@code PWD={a;b}} in a connection string of ODBC. */
    private static @Nullable Value braced(Text text, int open) {
        int end = open + 1;
        while (text.charAt(end) != '}' || text.charAt(end + 1) == '}') { // a bracket of the value is doubled
            if (text.charAt(end) < ' ') {
                return null;
            }
            end += text.charAt(end) == '}' ? 2 : 1;
        }
        return new Value(open + 1, end, true);
    }

    /** {@code password: !!str hunter2}; {@code !Ref}, {@code !vault} and the like say where the secret is. */
    private static @Nullable Value tagged(Text text, Name name, int start) {
        if (text.charAt(start + 1) != '!') {
            return null;
        }
        int tag = start;
        while (text.charAt(tag) > ' ') {
            tag++;
        }
        Value value = Value.at(text, tag + 1);
        return SecretCheck.hides(text, name, value) ? value : null;
    }

    /** Where a tag of YAML stands, perhaps behind an anchor ({@code token: &token !vault |}); -1 when there is none. */
    private static int tag(Text text, int start) {
        if (text.charAt(start) == '&') {
            int anchor = Alphabet.ALNUM.runEnd(text, start + 1);
            return anchor > start + 1 && text.startsWith(" !", anchor) ? anchor + 1 : -1;
        }
        return text.charAt(start) == '!' && isTag(text, start) ? start : -1;
    }

    /** A name of letters behind the sign, and a blank: {@code !vault |}. */
    private static boolean isTag(Text text, int start) {
        int i = start + 1;
        while (Ascii.isLetter(text.charAt(i)) || "!:/.-_".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return text.charAt(i) <= ' ' || i - start > LONGEST_REST;
    }

    private static @Nullable Value scalar(Text text, Name name, Bond bond, Value value) {
        if (value.quoted()) {
            @Nullable Value word = WholeWord.withQuotes(text, name, bond.value(), value);
            return word != null ? word : SecretCheck.hides(text, name, value) ? value : null;
        }
        @Nullable Value wrapped = WrappedLiteral.at(text, value.start());
        if (wrapped != null) {
            return SecretCheck.hidesLiteral(text, name, wrapped, bond.kind()) ? wrapped : null;
        }
        boolean line = bond.kind() == Bond.Kind.SAID
                ? !bond.quoted() && name.startsLine(text)
                : name.startsLine(text)
                        && (text.charAt(bond.value() - 1) == ' ' || isProperty(text, name) || name.isPhrase(text));
        Value word = name.strength() == NameStrength.STRONG ? WholeWord.of(text, name, value) : value;
        Value whole = line && name.strength() == NameStrength.STRONG ? wholeLine(text, word) : word;
        if (bond.kind() == Bond.Kind.ASSIGNED
                && text.charAt(name.start() - 1) == ';'
                && text.charAt(value.end()) == ' ') {
            whole = toSemicolon(text, value);
        }
        if (whole.end() > word.end() && SecretCheck.isProse(text, value.start())) {
            return null;
        }
        boolean secret = SecretCheck.hides(text, name, value) || WholeWord.isJumbled(text, value, word);
        boolean longer = word.end() > value.end();
        return secret && (!longer || SecretCheck.hides(text, name, word)) ? whole : null;
    }

    /** {@code spring.datasource.password}: a shell has no such variables, so what follows is a line of a file. */
    private static boolean isProperty(Text text, Name name) {
        for (int i = name.start(); i < name.end(); i++) {
            if (text.charAt(i) == '.') {
                return text.charAt(name.start()) != '-';
            }
        }
        return false;
    }

    private static @Nullable Value header(Text text, Name name, Bond bond) {
        if (text.charAt(bond.value()) == '{') {
            return null;
        }
        Value value = HeaderValue.at(text, bond.value(), name, bond.quoted());
        boolean variable =
                bond.quoted() && !value.quoted() && Expressions.isIdentifier(text, value.start(), value.end());
        boolean none = variable
                || HeaderValue.isSetting(text, value)
                || Expressions.isBracketed(text, value.start(), value.end())
                || SecretCheck.isEmptyHeader(text, value)
                || Expressions.at(text, value.start(), value.end())
                || (!HttpCredentials.isScheme(text, value.start()) && SecretCheck.isProse(text, value.start()));
        return none ? null : value;
    }

    /** Hides the elements of an array of scalars. */
    private static @Nullable Value array(Text text, Name name, int open, Spans found) {
        if (name.strength() != NameStrength.STRONG) {
            return null;
        }
        int i = open + 1;
        while (true) {
            while (text.charAt(i) == ',' || (text.charAt(i) <= ' ' && text.has(i))) {
                i++;
            }
            char c = text.charAt(i);
            if (c == ']' || c == '[' || c == '{' || c == Text.NONE) {
                return null;
            }
            Value element = Value.at(text, i);
            if (c == '(' && Quotes.opening(text, i + 1) >= 0) {
                i = NestedLiterals.login(text, name, i, found);
                continue;
            }
            if (opensArray(text, element)) {
                return null;
            }
            if (SecretCheck.hides(text, name, element)) {
                found.add(element.start(), element.end());
            }
            i = Math.max(i + 1, element.quoted() ? element.end() + 1 : element.end());
        }
    }

    /**
     * Whether an element is itself a name and an array: {@code a=[b=[c=[}. It is looked at by itself, so that what follows is
     * not read again for each.
     */
    private static boolean opensArray(Text text, Value element) {
        for (int i = element.start() + 1; i < element.end(); i++) {
            if (text.charAt(i) == '[' && "=: ".indexOf(text.charAt(i - 1)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** A value of a connection string may have spaces, and ends at a semicolon. */
    private static Value toSemicolon(Text text, Value value) {
        int i = value.end();
        while (i - value.end() < LONGEST_REST && text.charAt(i) >= ' ' && "=;\"'".indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return text.charAt(i) == ';' ? new Value(value.start(), i, false) : value;
    }

    /** A scalar may have spaces; it is taken whole unless more pairs follow on its line. */
    private static Value wholeLine(Text text, Value value) {
        int i = value.end();
        while (text.has(i)) {
            char c = text.charAt(i);
            if (c == '='
                    || c == ':'
                    || c == ','
                    || c == ';'
                    || Quotes.isQuote(c)
                    || (c == '#' && text.charAt(i - 1) == ' ')) {
                return value;
            }
            if (isLineEnd(c)) {
                break;
            }
            i++;
        }
        while (i > value.end() && text.charAt(i - 1) == ' ') {
            i--;
        }
        return new Value(value.start(), i, false);
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }
}
