package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flag, or a place, at which one tool takes a password. To other programs the same flag means something else (a port, a
 * user, a list of everything), so it counts only behind the name of its tool.
 *
 * @param tool the name of the tool, in lower case; of {@code mysql} and {@code mariadb} how the names of the family start
 * @param command the word that has to come between the tool and the flag, or nothing
 * @param flag the flag with its dashes; a number for the argument that has no dash, counted from the command or tool
 * @param glued whether the value may follow without a blank
 * @param apart whether the value may be the next argument
 * @param part what of the value is the secret
 */
record ToolFlag(String tool, String command, String flag, boolean glued, boolean apart, Part part) {

    /** What of a value is the secret. */
    enum Part {
        ALL,
        /** {@code user:password}; the user, when nothing stands behind the colon, since then he is the secret. */
        AFTER_COLON,
        /** {@code user%password}. */
        AFTER_PERCENT,
        /** {@code user,password}. */
        AFTER_COMMA,
        /** {@code user/password@database}. */
        AFTER_SLASH,
        /** {@code pass:password}, and not {@code env:NAME} or {@code file:path}. */
        AFTER_PASS
    }

    private static final String PASS = "pass:";
    private static final Alphabet LETTERS = Alphabet.of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /** Tools (with a command word behind a dot), how they take the value, the flags. G glued, A apart, E either. */
    private static final String DATA = """
            mysql,mariadb,mycli,mytop,xtrabackup,innobackupex | G | -p | ALL
            sshpass | E | -p | ALL
            redis-cli,redis-benchmark,valkey-cli,keydb-cli | A | -a | ALL
            curl | E | -u,-U | AFTER_COLON
            curl | A | --user,--proxy-user | AFTER_COLON
            curl | G | --user=,--proxy-user= | AFTER_COLON
            curl | A | --oauth2-bearer | ALL
            etcdctl | A | --user | AFTER_COLON
            etcdctl | G | --user= | AFTER_COLON
            openssl | A | -passin,-passout,-pass | AFTER_PASS
            openssl.enc | A | -k,-K | ALL
            ldapsearch,ldapadd,ldapmodify,ldapdelete,ldapwhoami,ldappasswd,ldapcompare,ldapmodrdn | E | -w | ALL
            ldappasswd | A | -s,-a | ALL
            smbclient,rpcclient,smbget,winexe,wmic,smbcacls,smbtree | E | -U | AFTER_PERCENT
            smbclient,rpcclient,smbget | A | --user | AFTER_PERCENT
            smbclient,rpcclient,smbget | G | --user= | AFTER_PERCENT
            smbmap,crackmapexec,netexec | A | -p | ALL
            ipmitool,ipmiutil | E | -P | ALL
            sqlcmd,bcp,osql,isql,tsql | E | -P | ALL
            sqlplus,expdp,impdp,sqlldr,rman | A | 1 | AFTER_SLASH
            mongo,mongosh,mongodump,mongorestore,mongoexport,mongoimport,mongostat,cqlsh,beeline | E | -p | ALL
            mosquitto_pub,mosquitto_sub,mosquitto_rr | A | -P | ALL
            snmpget,snmpwalk,snmpset,snmpbulkwalk,snmpbulkget,snmpgetnext,snmptrap,snmptable | A | -c,-A,-X | ALL
            docker.login,podman.login,buildah.login,skopeo.login,nerdctl.login,helm.login,crane.login | A | -p | ALL
            az.login,cf.login,oc.login,argocd.login,rancher.login,ibmcloud.login | A | -p | ALL
            zip,unzip,zipcloak | A | -P | ALL
            7z,7za,7zr,rar,unrar | G | -p,-hp | ALL
            xfreerdp,wlfreerdp | G | /p: | ALL
            rdesktop,ncftp,ncftpput,ncftpget,racadm,ilorest,esxcli | A | -p | ALL
            ssh-keygen | A | -N,-P | ALL
            redis-cli.auth | A | 1 | ALL
            psexec,psexec64,evil-winrm,winrs | A | -p | ALL
            schtasks | A | /rp | ALL
            aws.put-parameter | E | --value | ALL
            twine | A | -p | ALL
            ab | A | -A | AFTER_COLON
            useradd,usermod | A | -p | ALL
            lftp | A | -u | AFTER_COMMA
            htpasswd | A | 3 | ALL
            rabbitmqctl.add_user,rabbitmqctl.change_password,rabbitmqctl.authenticate_user | A | 2 | ALL
            vault.unseal,ejabberdctl.unlock | A | 1 | ALL
            wpa_passphrase | A | 2 | ALL
            kadmin,kadmin.local | A | -w | ALL
            mc.set | A | 4 | ALL
            """;

    static final List<ToolFlag> STANDARD = read();

    private static List<ToolFlag> read() {
        List<ToolFlag> all = new ArrayList<>();
        for (String line : DATA.lines().toList()) {
            String[] columns = line.split(" \\| ", -1);
            for (String tool : columns[0].split(",", -1)) {
                int dot = tool.indexOf('.');
                String name = dot < 0 ? tool : tool.substring(0, dot);
                String command = dot < 0 ? "" : tool.substring(dot + 1);
                for (String flag : columns[2].split(",", -1)) {
                    boolean glued = !columns[1].equals("A");
                    boolean apart = !columns[1].equals("G");
                    all.add(new ToolFlag(name, command, flag, glued, apart, Part.valueOf(columns[3])));
                }
            }
        }
        return List.copyOf(all);
    }

    /** Which argument without a dash it is, counted from one; 0 for a flag. */
    int place() {
        return Ascii.isDigit(flag.charAt(0)) ? flag.charAt(0) - '0' : 0;
    }

    /** The index of the value that is glued to this flag at an index, or -1. */
    int gluedValue(Text text, int index) {
        int value = index + flag.length();
        if (!glued || !text.startsWith(flag, index) || text.charAt(value) <= ' ') {
            return -1;
        }
        boolean endsHere = Quotes.isQuote(text.charAt(index - 1)) && Quotes.opening(text, value) >= 0; // "-p"
        return endsHere ? -1 : value;
    }

    /** Whether what stands between two indexes is this flag, and its value comes next. */
    boolean takesNext(Text text, int start, int end) {
        if (!apart || place() > 0) {
            return false;
        }
        if (end - start == flag.length() && text.startsWith(flag, start)) {
            return true;
        }
        // One letter may end a group of others: curl -sSu name:password
        char letter = flag.charAt(1);
        return flag.length() == 2
                && end - start > 2
                && text.charAt(start) == '-'
                && text.charAt(end - 1) == letter
                && LETTERS.runEnd(text, start + 1) >= end;
    }

    /** The secret within a value, or null. */
    @Nullable
    Value secretIn(Text text, Value value) {
        return switch (part) {
            case ALL -> value;
            case AFTER_COLON -> behind(text, value, ':');
            case AFTER_PERCENT -> behind(text, value, '%');
            case AFTER_COMMA -> behind(text, value, ',');
            case AFTER_SLASH -> credentials(text, value);
            case AFTER_PASS ->
                text.startsWith(PASS, value.start()) && value.start() + PASS.length() < value.end()
                        ? new Value(value.start() + PASS.length(), value.end(), value.quoted())
                        : null;
        };
    }

    private static @Nullable Value behind(Text text, Value value, char sign) {
        int at = value.start();
        while (at < value.end() && text.charAt(at) != sign) {
            at++;
        }
        if (at == value.end() || Placeholders.isPair(text, value.start(), at, at + 1, value.end())) {
            return null;
        }
        return at + 1 == value.end()
                ? new Value(value.start(), at, value.quoted())
                : new Value(at + 1, value.end(), value.quoted());
    }

    private static @Nullable Value credentials(Text text, Value value) {
        @Nullable Value password = behind(text, value, '/');
        if (password == null || password.start() == value.start() || password.start() == value.start() + 1) {
            return null;
        }
        int end = password.end();
        while (end > password.start() && text.charAt(end - 1) != '@') {
            end--;
        }
        return new Value(password.start(), end > password.start() ? end - 1 : password.end(), value.quoted());
    }
}
