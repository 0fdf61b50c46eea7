package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Boundary;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;
import java.util.stream.Stream;

/**
 * Words of configuration files, of SQL and of the command lines of network devices behind which, after a blank, a password
 * stands: {@code requirepass x}, {@code IDENTIFIED BY 'x'}, {@code enable secret 5 x}.
 */
public final class Directives implements Detector {

    /** Behind these any word is a password. */
    private static final List<String> CERTAIN = List.of(
            "requirepass ",
            "masterauth ",
            "rocommunity ",
            "rwcommunity ",
            "snmp-server community ",
            "key-string ",
            "pre-shared-key ",
            "authentication-key ",
            "tacacs-server key ",
            "radius-server key ",
            "isakmp key ",
            "bindpw ",
            "rootpw ",
            "olcrootpw: ",
            "operator unseal ",
            "user_pw ",
            "owner_pw ",
            "input_pw ",
            "wifi-sec.psk ",
            ": psk ",
            ": eap ",
            "auth_pass ",
            "sentinel auth-pass mymaster ",
            "-setcookie ",
            ": xauth ",
            "community-string ");

    /** These stand in sentences as well: it is a password in quotes, or one that looks like one. */
    private static final List<String> LIKELY = List.of(
            "enable secret ",
            "enable password ",
            "identified by ",
            "identified with mysql_native_password by ",
            "identified with caching_sha2_password by ",
            "encrypted password ",
            "with password ",
            "with pass ",
            "securestring ",
            "securestring -string ");

    private static final Alphabet BLANK = Alphabet.of(" \t");

    @Override
    public String id() {
        return "directive";
    }

    @Override
    public List<String> anchors() {
        return Stream.concat(CERTAIN.stream(), LIKELY.stream()).toList();
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        if (!Boundary.before(text, start)) {
            return end;
        }
        int from = BLANK.runEnd(text, end);
        if (Ascii.isDigit(text.charAt(from)) && BLANK.has(text.charAt(from + 1))) {
            from = BLANK.runEnd(text, from + 1); // how it is encrypted
        }
        Value value = Value.at(text, from);
        if (value.quoted() && text.charAt(from) == '`') {
            return end; // the name of something, in a text about it
        }
        if (value.end() == value.start()
                || Placeholders.has(text, value.start(), value.end())
                || (!value.quoted() && !isWord(text, value, start))) {
            return end;
        }
        found.add(value.start(), value.end());
        return Math.max(end, value.end());
    }

    private static boolean isWord(Text text, Value value, int directive) {
        for (String likely : LIKELY) {
            if (text.startsWithIgnoringCase(likely, directive)) {
                return Appearance.of(text, value.start(), value.end()).isPassword(false);
            }
        }
        return !Prose.isFunctionWord(text, value.start(), value.end()) && !Prose.at(text, value.start());
    }
}
