package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;
import java.util.Map;

/**
 * A password among the arguments of a call that takes one at a place of its own: {@code new UsernamePasswordCredentials("bob",
 * "x")}, {@code auth=("bob", "x")}, {@code DriverManager.getConnection(url, "bob", "x")}. Only a string that is written out counts.
 */
public final class CredentialCalls implements Detector {

    private static final int LONGEST_CALL = 512;
    private static final int LONGEST_WRAPPER = 40;
    private static final int SHORTEST_CHOSEN = 8;
    private static final Alphabet SPACE = Alphabet.of(" \t\r\n");
    private static final Alphabet WRAPPER = Alphabet.ALNUM.plus(Alphabet.of("_.[]<>: "));

    /** Of a host, a user and a password, or with a port behind the host: what is there has to look like a password. */
    private static final String CONNECT = "connect(";

    /** How the calls are written, and which of their arguments is the password. */
    private static final Map<String, Integer> CALLS = Map.ofEntries(
            Map.entry("credentials(", 2),
            Map.entry("credential(", 2),
            Map.entry("basicauth(", 2),
            Map.entry("basic_auth(", 2),
            Map.entry("digestauth(", 2),
            Map.entry("setbasicauth(", 2),
            Map.entry("passwordauthentication(", 2),
            Map.entry("auth=(", 2),
            Map.entry("login(", 2),
            Map.entry("jwt.sign(", 2),
            Map.entry("jwt.verify(", 2),
            Map.entry("jwt.encode(", 2),
            Map.entry("jwt.decode(", 2),
            Map.entry("hmac.new(", 1),
            Map.entry("hmac.new(sha1.new,", 1),
            Map.entry("hmac.new(sha256.new,", 1),
            Map.entry("hmac.new(sha512.new,", 1),
            Map.entry("hmac.new(md5.new,", 1),
            Map.entry("fernet(", 1),
            Map.entry("cipher.init(", 1),
            Map.entry("secretkeyspec(", 1),
            Map.entry("hmacshakeyfor(", 1),
            Map.entry("hmac256(", 1),
            Map.entry("hmac512(", 1),
            Map.entry("aes.new(", 1),
            Map.entry("hmac.hexdigest(", 2),
            Map.entry("hmac.digest(", 2),
            Map.entry("aes.newcipher(", 1),
            Map.entry("aes.encrypt(", 2),
            Map.entry("aes.decrypt(", 2),
            Map.entry("plainauth(", 3),
            Map.entry("createhmac(", 2),
            Map.entry("createcipheriv(", 2),
            Map.entry("createdecipheriv(", 2),
            Map.entry("openssl_encrypt(", 3),
            Map.entry("openssl_decrypt(", 3),
            Map.entry("mysqli(", 3),
            Map.entry("mysql_connect(", 3),
            Map.entry("mysqli_connect(", 3),
            Map.entry("pdo(", 3),
            Map.entry("getconnection(", 3),
            Map.entry("ftp_login(", 3),
            Map.entry("session(", 2),
            Map.entry("simple_bind_s(", 2),
            Map.entry("simple_bind(", 2),
            Map.entry("smtp.start(", 5),
            Map.entry(CONNECT, 3),
            Map.entry("ldap_bind(", 3),
            Map.entry("imap_open(", 3),
            Map.entry("ssh2_auth_password(", 3));

    @Override
    public String id() {
        return "credential-call";
    }

    @Override
    public List<String> anchors() {
        return List.copyOf(CALLS.keySet());
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        boolean connects = end - start == CONNECT.length() && text.startsWithIgnoringCase(CONNECT, start);
        int place = place(text, start, end);
        int i = end;
        int last = connects ? place + 1 : place;
        for (int argument = 1; argument <= last; argument++) {
            if (argument >= place) {
                Value value = literal(text, SPACE.runEnd(text, i));
                if (value.quoted() && isPassword(text, value, connects)) {
                    found.add(value.start(), value.end());
                    return Math.max(end, value.end());
                }
            }
            i = argumentEnd(text, i, end + LONGEST_CALL) + 1;
            if (i == 0) {
                break;
            }
        }
        return end;
    }

    /** The value at an index, or the one that is turned into bytes there: {@code []byte("x")}, {@code bytes.fromhex("x")}. */
    private static Value literal(Text text, int start) {
        Value value = Value.at(text, start);
        if (value.quoted()) {
            return value;
        }
        int i = start;
        while (i - start < LONGEST_WRAPPER && WRAPPER.has(text.charAt(i))) {
            i++;
        }
        return i > start && text.charAt(i) == '(' ? Value.at(text, i + 1) : value;
    }

    private static boolean isPassword(Text text, Value value, boolean chosen) {
        Appearance looks = Appearance.of(text, value.start(), value.end());
        boolean mixed = looks.isMixed() && (looks.hasDigit() || looks.hasSigns()) && !looks.hasBlank();
        boolean clear = looks.isPassword(SHORTEST_CHOSEN) && (looks.hasCases() || looks.hasSigns());
        return mixed && (!chosen || clear) && !Placeholders.has(text, value.start(), value.end());
    }

    private static int place(Text text, int start, int end) {
        for (Map.Entry<String, Integer> call : CALLS.entrySet()) {
            if (call.getKey().length() == end - start && text.startsWithIgnoringCase(call.getKey(), start)) {
                return call.getValue();
            }
        }
        return 1;
    }

    /** The comma behind the argument that starts at an index; -1 when it is the last one. */
    private static int argumentEnd(Text text, int start, int limit) {
        int depth = 0;
        int i = start;
        while (i < limit && text.has(i)) {
            char c = text.charAt(i);
            if (Quotes.isQuote(c)) {
                i = Math.min(limit, Quotes.contentEnd(text, i, 0));
            } else if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            }
            if (depth < 0 || c == '\n' || c == ';') {
                return -1;
            }
            if (c == ',' && depth == 0) {
                return i;
            }
            i++;
        }
        return -1;
    }
}
