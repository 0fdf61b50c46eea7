package dev.praxis.redaction.internal.context;

/** What the words of a name say about the value under it. */
final class Vocabulary {

    /** Names a secret, wherever it stands. */
    static final int PASSWORD = 1;
    /** Names a secret unless what follows makes another thing of it: {@code token}, {@code secret}. */
    static final int SECRET = 1 << 1;
    /** Names a secret when the value looks like one. */
    static final int MAYBE = 1 << 2;
    /** {@code key} itself. */
    static final int KEY = 1 << 3;
    /** Makes a secret of the {@code key} after it. */
    static final int KEY_KIND = 1 << 4;
    /** Makes something ordinary of the {@code key} after it. */
    static final int ORDINARY_KEY = 1 << 5;
    /** As the last word: the value tells something about a secret and is none. */
    static final int ABOUT = 1 << 6;
    /** As the first word: the same. */
    static final int ABOUT_FIRST = 1 << 7;
    /** May stand behind the word that names a secret without changing what it says. */
    static final int QUALIFIER = 1 << 8;
    /** Makes a password of the {@code pass} before it. */
    static final int AFTER_PASS = 1 << 9;
    /** As the end of a longer word: {@code PGPASSWORD}, {@code authtoken}. */
    static final int ENDING = 1 << 10;
    /** In the strict tier, says that a random value nearby is a secret. */
    static final int HINT = 1 << 12;
    /** Before {@code token}: a parser talks of its input. */
    static final int PARSING = 1 << 14;
    /** Joins words to a sentence. */
    static final int FUNCTION_WORD = 1 << 13;

    static final WordTable WORDS = new WordTable.Builder()
            .add(PASSWORD, """
                    pass pw pwd psw passwort passcode sshpass dbpass userpass rootpass adminpass tlspsk passhash passwordsalt smtppass mailpass
                    ftppass httppass proxypass ldappass bindpass mypass passwords mnemonic psk remotepass localpass
                    imappass poppass dbuserpass sqlpass mysqlpass pgpass redispass mongopass rabbitpass amqppass
                    mqttpass wifipass wpapass sudopass becomepass vncpass rdppass ipmipass bmcpass snmppass svnpass
                    gitpass nexuspass keystorepass truststorepass certpass pfxpass pempass jkspass requirepass masterauth masterpass pincode
                    """)
            .add(PASSWORD | ENDING, "password passwd passphrase storepass keypass dbpwd rootpw bindpw rootpwd userpwd")
            .add(SECRET, "secrets creds cred bearer authorization otp totp jwt")
            .add(SECRET | ENDING, """
                    secret token credential credentials apikey accesskey secretkey privatekey authkey sharedkey masterkey
                    signingkey encryptionkey licensekey storagekey accountkey sshkey presharedkey clientkey appkey
                    authtok accesstok snmpcommunity
                    """)
            .add(MAYBE, """
                    auth session sessionid sessid sid phpsessid jsessionid pat signature sig hmac nonce assertion
                    secretid accessid samlresponse csrf xsrf login private access api cookie salt sk
                    """)
            .add(KEY, "key keys tok community")
            .add(KEY_KIND, """
                    api access private priv secret session encryption decryption signing master account storage auth
                    client shared app application ssh hmac aes rsa ecdsa ed25519 ssl tls deploy webhook service admin license
                    licence subscription consumer write crypto cipher preshared pre token wallet provisioning
                    registration authentication activation unseal recovery developer dev user wifi wpa wep wlan wireless pragma
                    enc crypt machine validation snmp totp
                    """)
            .add(ORDINARY_KEY, """
                    primary foreign partition sort public pub cache bucket idempotency index unique composite surrogate
                    row range hash object map dict lookup group grouping routing translation message i18n locale
                    registry config configuration setting settings property metric event shard dedup dedupe etag trace
                    correlation tracing span host known image file s3 blob artifact build dependency lock store json
                    yaml form field column header label annotation tag attribute param parameter option menu nav
                    shortcut hot arrow modifier press pressed function escape return enter tab shift ctrl control alt
                    meta home page song music piano issue project ticket jira repo feature flag experiment toggle
                    topic kafka record node tree binary natural business candidate alternate super secondary join
                    order next last start end prev previous first item entity document value path filter query
                    redis memcached template resource answer gpg pgp fingerprint verify verification verifying peer
                    state props element list set enum type kind name id recv receive send delete edit gen trusted
                    monkey turkey donkey hockey jockey whiskey hotkey lackey mickey publickey pubkey sitekey hostkey
                    cachekey primarykey foreignkey partitionkey sortkey objectkey routingkey rowkey passkey keykey
                    monkey turkey donkey hockey jockey whiskey hotkey lackey mickey publickey pubkey sitekey hostkey
                    cachekey primarykey foreignkey partitionkey sortkey objectkey routingkey rowkey passkey keykey
                    """)
            .add(ABOUT, """
                    count name names id ids file files filename path paths dir directory policy policies url urls uri
                    endpoint at in type types length len size limit limits max min ttl expiry expires expired
                    expiration expire age lifetime duration timeout seconds minutes version format field fields label
                    prompt hint required enabled disabled optional status state strength rotation usage budget
                    location provider providers class ref refs manager store mode method methods scope scopes
                    algorithm alg kind index engine issuer audience pattern regex bucket rate created updated
                    modified changed service server host port region error errors message description title
                    placeholder template validator generator handler factory config options settings rules schema
                    reset change page form input exists valid invalid used total cost costs per s chars characters
                    charset alphabet selector pressed down up event events code codes source results result list
                    command script reader writer parser lexer stream bits bit sum digest fingerprint checksum thumbprint
                    java py go js ts rb rs kt cs cpp php scala swift yml yaml xml sh log conf ini properties txt md html
                    days hours weeks hashers attempts retries fd complexity encryption hashes tohashes arn locator alias position offset number num stdin env set get on off by from to for listener
                    hasher encoder hashing param params parameter parameters attr attribute
                    """)
            .add(ABOUT_FIRST, """
                    max min num total count public pub is has no not use using disable allow show hide require
                    requires required reset forgot next continuation page pad eos bos unk cls sep mask stop start end
                    existing ask prompt without missing invalid expired
                    """)
            .add(QUALIFIER, """
                    data value val base64 b64 pem json str string plain plaintext text raw env test prod production
                    dev staging live old new current default value1 value2 v hash hashed encrypted enc confirm
                    confirmation again repeat access main primary backup secondary key base seed x
                    """)
            .add(AFTER_PASS, "word words phrase code wd")
            .add(HINT, "secret private access key token api apikey auth login password passwd pwd credential pat")
            .add(PARSING, """
                    unexpected illegal syntax near next max unknown unrecognized unrecognised expected lexer unterminated
                    """)
            .add(FUNCTION_WORD, """
                    a an the is are was were be been being must may might should shall will would can could has have
                    had do does did not no of to for in on at by from with without and or but if when than that this
                    these those it its as into after before until because which who your our their you we they
                    """)
            .build();

    private Vocabulary() {}
}
