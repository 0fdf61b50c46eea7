package dev.praxis.redaction.internal.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The tools that take a password at a flag or a place of their own, in a table. */
final class ToolTable {

    /** Tools whose names are words of ordinary text and of URLs: they are looked for with a blank behind them. */
    private static final Set<String> WORDS = Set.of(
            "http",
            "https",
            "net",
            "security",
            "stats",
            "codecov",
            "connect",
            "conn",
            "mount",
            "knife",
            "fly",
            "mvn",
            "nuget");

    /**
     * Tools (with a command word, or flags that have to be there, behind an angle bracket), how they take the value, the flags,
     * what of the value is the secret. G glued, A apart, E either.
     */
    private static final String DATA = """
            mysql,mariadb,mycli,mytop,xtrabackup,innobackupex | G | -p | ALL
            mysqladmin>password | A | 1 | ALL
            mysql | A | --uri | OF_TARGET
            mydumper,myloader,mycli,maxctrl,rabbitmqadmin,hdbsql,cypher-shell,couchbase-cli,cbq,cbbackupmgr | A | -p | ALL
            nmcli>password | A | 1 | ALL
            grafana-cli>reset-admin-password,grafana>reset-admin-password | A | 1 | ALL
            kubeadm>create,kubeadm>delete | A | 1 | ALL
            influx | A | -t | ALL
            vsql | E | -w | ALL
            gsql | A | -W | ALL
            db2>using | A | 1 | ALL
            elasticsearch-users,pcs,veracrypt,truecrypt,hydra,medusa,bloodhound-python,certipy,ldapdomaindump | A | -p | ALL
            sshpass | E | -p | ALL
            redis-cli,redis-benchmark,valkey-cli,keydb-cli | A | -a | ALL
            redis-cli>auth,valkey-cli>auth | A | 1 | ALL
            curl | E | -u,-U | AFTER_COLON
            curl | A | --user,--proxy-user | AFTER_COLON
            curl | G | --user=,--proxy-user= | AFTER_COLON
            curl | A | --oauth2-bearer | ALL
            http,https,xh,xhs | A | -a,--auth | AFTER_COLON
            http,https,xh,xhs | G | --auth= | AFTER_COLON
            hey | A | -a | AFTER_COLON
            transmission-remote | A | -n,--auth | AFTER_COLON
            jenkins-cli.jar | A | -auth | AFTER_COLON
            nikto | A | -id | AFTER_COLON
            sqlmap | G | --auth-cred= | AFTER_COLON
            lynx | G | -auth= | AFTER_COLON
            addauth>digest | A | 1 | AFTER_COLON
            etcdctl | A | --user | AFTER_COLON
            etcdctl | G | --user= | AFTER_COLON
            etcdctl>add | A | 1 | AFTER_COLON
            openssl | A | -passin,-passout,-pass | AFTER_PASS
            openssl>enc | A | -k,-K | ALL
            openssl>passwd | A | 1 | ALL
            ldapsearch,ldapadd,ldapmodify,ldapdelete,ldapwhoami,ldappasswd,ldapcompare,ldapmodrdn | E | -w | ALL
            ldapvi,dsconf,dsidm,ipa-client-install,ipa-replica-install | A | -w | ALL
            ipa-server-install | A | -p,-a | ALL
            ldappasswd | A | -s,-a | ALL
            smbclient,rpcclient,smbget,winexe,wmic,smbcacls,smbtree,net | E | -U | AFTER_PERCENT
            smbclient,rpcclient,smbget,net | A | --user | AFTER_PERCENT
            smbclient,rpcclient,smbget,net | G | --user= | AFTER_PERCENT
            mount,smbmount,mount.cifs,smbclient | A | -o | AFTER_PERCENT
            samba-tool>create,samba-tool>add | A | 2 | ALL
            smbmap,crackmapexec,netexec,nxc,enum4linux,enum4linux-ng | A | -p | ALL
            psexec,wmiexec,smbexec,atexec,dcomexec,secretsdump,getuserspns,getnpusers,gettgt,getst | A | * | OF_TARGET
            lookupsid,samrdump,rpcdump,mssqlclient,getadusers,addcomputer,finddelegation,dacledit | A | * | OF_TARGET
            ipmitool,ipmiutil | E | -P | ALL
            ipmipower,ipmi-power,ipmi-sensors,ipmi-sel,ipmi-chassis,ipmiconsole,bmc-info,fence_ | A | -p | ALL
            vmrun | A | -gp,-vp | ALL
            redfishtool,vncdotool | A | -p | ALL
            sqlcmd,bcp,osql,isql,tsql | E | -P | ALL
            isql | A | 3 | ALL
            sqlplus,expdp,impdp,sqlldr,rman,rman>target | A | 1 | AFTER_SLASH
            connect,conn | A | 1 | OF_DATABASE
            mongo,mongosh,mongodump,mongorestore,mongoexport,mongoimport,mongostat,mongotop | E | -p | ALL
            cqlsh,beeline | E | -p | ALL
            mosquitto_pub,mosquitto_sub,mosquitto_rr | A | -P | ALL
            mosquitto_passwd>-b | A | 3 | ALL
            snmpget,snmpwalk,snmpset,snmpbulkwalk,snmpbulkget,snmpgetnext,snmptrap,snmptable | A | -c,-A,-X | ALL
            snmpinform,snmpdf,snmpstatus,snmpdelta | A | -c,-A,-X | ALL
            docker>login,podman>login,buildah>login,skopeo>login,nerdctl>login,helm>login,crane>login | A | -p | ALL
            az>login,cf>login,oc>login,argocd>login,rancher>login,ibmcloud>login,fly>login,credhub>login | A | -p | ALL
            oras>login,regctl>login,notation>login,az>sql,az>user,az>service-principal | A | -p | ALL
            credhub>set | A | -w | ALL
            cargo>login,nuget>setapikey,rclone>obscure,ngrok>authtoken,ngrok>add-authtoken | A | 1 | ALL
            cloudflared>install,vault>unwrap,vault>unseal,ejabberdctl>unlock | A | 1 | ALL
            nuget>push | A | 2 | RANDOM
            dotnet>push | A | -k | ALL
            pulumi>--secret | A | 2 | ALL
            neo4j-admin>set-initial-password | A | 1 | ALL
            kubectl>secret,oc>secret | A | --from-literal | AFTER_EQUALS
            kubectl>secret,oc>secret | G | --from-literal= | AFTER_EQUALS
            zip,unzip,zipcloak | E | -P | ALL
            7z,7za,7zr,7zz,rar,unrar | G | -p,-hp | ALL
            pdftotext,pdftoppm,pdfinfo,pdfimages | A | -upw,-opw | ALL
            qpdf | A | --encrypt | ALL
            xfreerdp,xfreerdp3,wlfreerdp,sdl-freerdp | G | /p: | ALL
            rdesktop,ncftp,ncftpput,ncftpget,racadm,ilorest,esxcli | A | -p | ALL
            ssh-keygen | A | -N,-P | ALL
            psexec,psexec64,evil-winrm,winrs | A | -p | ALL
            winrs | G | -p: | ALL
            knife | A | -P | ALL
            schtasks | A | /rp | ALL
            ktpass | A | /pass | ALL
            rasdial | A | 3 | ALL
            certutil | A | -p | ALL
            signtool | A | /p | ALL
            pk12util | A | -W,-K | ALL
            pkcs11-tool,pkcs15-tool,pkcs15-init,softhsm2-util,yubico-piv-tool,p11tool | A | --pin,--so-pin,--new-pin,--puk | ALL
            pkcs11-tool,pkcs15-tool,pkcs15-init,softhsm2-util,yubico-piv-tool,p11tool | G | --pin=,--so-pin=,--new-pin= | ALL
            ykman | A | -P,-p | ALL
            security>add-generic-password,security>add-internet-password | A | -w | ALL
            security>unlock-keychain,security>create-keychain | A | -p | ALL
            security>import | A | -P | ALL
            security>set-key-partition-list | A | -k | ALL
            altool,notarytool | A | -p | ALL
            aws>put-parameter,az>secret | E | --value | ALL
            gh>secret | E | --body,-b | ALL
            glab>set | A | 2 | ALL
            snyk>auth,ansible-vault>encrypt_string,vault>lookup | A | 1 | ALL
            codecov | A | -t | ALL
            vault>login | A | 1 | RANDOM
            keytool | A | -new | ALL
            dotnet>user-secrets | A | 3 | ALL
            vault>put,fly>secrets,flyctl>secrets | A | * | AFTER_EQUALS
            twine | A | -p | ALL
            mvn | A | -emp,-ep | ALL
            swift | A | -K | ALL
            doctl | A | -t | ALL
            hadoop>credential | A | -value | ALL
            ab | A | -A | AFTER_COLON
            useradd,usermod | A | -p | ALL
            lftp | A | -u | AFTER_COMMA
            swaks | A | -ap | ALL
            sendemail | A | -xp | ALL
            irssi | A | -w | ALL
            yt-dlp,youtube-dl | A | -p | ALL
            htpasswd>-b | A | 3 | ALL
            htpasswd>-nb | A | 2 | ALL
            rabbitmqctl>add_user,rabbitmqctl>change_password,rabbitmqctl>authenticate_user | A | 2 | ALL
            drush>user:password | A | 2 | ALL
            wpa_passphrase,mkpasswd | A | 2 | ALL
            iwconfig>key | A | 1 | ALL
            kadmin,kadmin.local | A | -w | ALL
            createuser>sha,createuser>md5,createuser>aes,createuser>des | A | 1 | ALL
            com2sec | A | 3 | ALL
            setuser | A | * | AFTER_GREATER
            stats>auth | A | 1 | AFTER_COLON
            mc>set,mc>user | A | 4 | ALL
            mc>host | A | 5 | ALL
            """;

    /** All of them, in the order in which they are asked. */
    static final List<ToolFlag> FLAGS = read();

    private ToolTable() {}

    /** Tools whose own flags end where the command begins that they run: {@code sshpass -p x ssh -p 22}. */
    static final Set<String> RUNNERS = Set.of("sshpass");

    /** What such tools run. */
    static final Set<String> RUN = Set.of("ssh", "scp", "sftp", "rsync", "sshfs", "autossh", "ssh-copy-id", "git");

    /** Whether the name of a tool is too common to be looked for without a blank behind it. */
    static boolean isWord(String tool) {
        return tool.length() <= 2 || WORDS.contains(tool);
    }

    private static List<ToolFlag> read() {
        List<ToolFlag> all = new ArrayList<>();
        for (String line : DATA.lines().toList()) {
            String[] columns = line.split(" \\| ", -1);
            for (String tool : columns[0].split(",", -1)) {
                int bracket = tool.indexOf('>');
                String name = bracket < 0 ? tool : tool.substring(0, bracket);
                String command = bracket < 0 ? "" : tool.substring(bracket + 1);
                for (String flag : columns[2].split(",", -1)) {
                    boolean glued = !columns[1].equals("A");
                    boolean apart = !columns[1].equals("G");
                    all.add(new ToolFlag(name, command, flag, glued, apart, ToolFlag.Part.valueOf(columns[3])));
                }
            }
        }
        return List.copyOf(all);
    }
}
