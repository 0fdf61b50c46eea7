package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Boundary;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;

/**
 * Words of configuration files, of SQL and of the command lines of network devices behind which, after a blank, a password
 * stands: {@code requirepass x}, {@code IDENTIFIED BY 'x'}, {@code enable secret 5 x}.
 */
public final class Directives implements Detector {

    private static final Alphabet BLANK = Alphabet.of(" \t");

    @Override
    public String id() {
        return "directive";
    }

    @Override
    public List<String> anchors() {
        return List.of(
                "requirepass ",
                "masterauth ",
                "rocommunity ",
                "rwcommunity ",
                "snmp-server community ",
                "com2sec ",
                "enable secret ",
                "enable password ",
                "key-string ",
                "pre-shared-key ",
                "authentication-key ",
                "tacacs-server key ",
                "radius-server key ",
                "isakmp key ",
                "identified by ",
                "identified with mysql_native_password by ",
                "identified with caching_sha2_password by ",
                "encrypted password ",
                "with password ",
                "bindpw ",
                "rootpw ",
                "olcrootpw: ",
                "operator unseal ",
                "user_pw ",
                "owner_pw ",
                "input_pw ",
                "wifi-sec.psk ",
                "community-string ");
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
        boolean sql = "wei".indexOf(Ascii.lower(text.charAt(start))) >= 0;
        boolean secret = value.quoted() || !Prose.isFunctionWord(text, value.start(), value.end());
        boolean needsQuotes = sql
                && !value.quoted()
                && !Appearance.of(text, value.start(), value.end()).isPassword(false);
        if (!secret
                || needsQuotes
                || value.end() == value.start()
                || Placeholders.has(text, value.start(), value.end())
                || (!value.quoted() && Prose.at(text, value.start()))) {
            return end;
        }
        found.add(value.start(), value.end());
        return Math.max(end, value.end());
    }
}
