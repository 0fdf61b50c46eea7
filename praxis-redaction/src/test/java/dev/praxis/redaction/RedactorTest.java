package dev.praxis.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.redaction.RedactionRule;
import dev.praxis.api.redaction.RedactionRule.Tier;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    private static final Redactor REDACTOR = Redactor.standard();

    /** Each line: what goes in | what comes out; ~ stands for the marker. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "note AKIAIOSFODNN7EXAMPLE end | note ~ end",
                "backup_ASIAIOSFODNN7EXAMPLE.tar | backup_~.tar",
                "a ghp_0123456789abcdefghijABCDEFGHIJ012345 b | a ~ b",
                "x\\nghp_0123456789abcdefghijABCDEFGHIJ012345 | x\\n~",
                "q=%20glpat-abcDEF0123456789_-xyz | q=%20~",
                "sk-proj-abc_def-0123456789ABCDEF | ~",
                "sk-ant-api03-abcdefghijklmnopqrstuv | ~",
                "prx_abcdefghij0123456789-_ | ~",
                "AGE-SECRET-KEY-1QQQSYQCYQ5RQWZQFPG9SCRGWPUGPZYSNZS23V9CCRYDPK8QARC0 | ~",
                "ya29.a0AfH6SMBx-abc_def.ghijklmnop | ~",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl, ok | ~, ok",
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0. done | ~. done",
                "Authorization: Bearer abc.def and more | Authorization: ~",
                "\"Authorization\": \"Basic dXNlcjpwYXNz\", \"n\": 1 | \"Authorization\": \"~\", \"n\": 1",
                "curl -H 'Cookie: a=b; c=d' https://h/ | curl -H 'Cookie: ~' https://h/",
                "Proxy-Authorization: Digest username=\"M\", response=\"66ab\" | Proxy-Authorization: ~",
                "sent bearer abc123def456 to it | sent bearer ~ to it",
                "password=hunter2 user=bob | password=~ user=bob",
                "password=a&b,c;d user=bob | password=~ user=bob",
                "user=bob&password=x&page=2 | user=bob&password=~&page=2",
                "{\"password\": \"a \\\" b\", \"n\": 1} | {\"password\": \"~\", \"n\": 1}",
                "{\\\"password\\\": \\\"a b\\\", \\\"n\\\": 1} | {\\\"password\\\": \\\"~\\\", \\\"n\\\": 1}",
                "{'db_password': 'it', 'n': 1} | {'db_password': '~', 'n': 1}",
                "{\"pin\": 1, \"apiKey\": 12345} | {\"pin\": 1, \"apiKey\": ~}",
                "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY | AWS_SECRET_ACCESS_KEY=~",
                "MYSQL_PWD=x1 PGPASSWORD=x2 mydump | MYSQL_PWD=~ PGPASSWORD=~ mydump",
                "spring.datasource.password: correct horse | spring.datasource.password: ~",
                "client-secret := `x y` | client-secret := `~`",
                "config['token'] = 'abc' | config['token'] = '~'",
                "password: str = \"hunter2\" | password: str = \"~\"",
                "API key: abc123 rest=1 | API key: ~ rest=1",
                "Server=h;Uid=u;Pwd=s3cr3t;Database=d | Server=h;Uid=u;Pwd=~;Database=d",
                "login --password hunter2 --user bob | login --password ~ --user bob",
                "login --password='a b' --user bob | login --password='~' --user bob",
                "mysql -uroot -ph0tpass appdb | mysql -uroot -p~ appdb",
                "mysqldump -ps3cret | mysqldump -p~",
                "mysql -e 'select 1;select 2' -ps3cret | mysql -e 'select 1;select 2' -p~",
                "curl -u admin:pw https://h/ | curl -u admin:~ https://h/",
                "curl -sSu 'admin:p w' https://h/ | curl -sSu 'admin:~' https://h/",
                "curl 'https://h/?a=1&b=2' --user a:b | curl 'https://h/?a=1&b=2' --user a:~",
                "/usr/bin/curl --proxy-user=a:b -ua:c h | /usr/bin/curl --proxy-user=a:~ -ua:~ h",
                "curl -u s3cret: h | curl -u ~: h",
                "sshpass -p pw ssh host | sshpass -p ~ ssh host",
                "sshpass -ppw ssh host | sshpass -p~ ssh host",
                "redis-cli -h cache -a pw ping | redis-cli -h cache -a ~ ping",
                "openssl rsa -in k.pem -passin pass:x y | openssl rsa -in k.pem -passin pass:~ y",
                "openssl pkcs12 -passout env:P12 -passin 'pass:a b' | openssl pkcs12 -passout env:P12 -passin 'pass:~'",
                "machine h login bob password pw account x | machine h login bob password ~ account x",
                "echo \"default login bob password pw\" | echo \"default login bob password ~\"",
                "machine h password pw login bob | machine h password ~ login bob",
                "exec [\"mysqld\", \"--password\", \"hunter2\"] | exec [\"mysqld\", \"--password\", \"~\"]",
                "{\\\"argv\\\":[\\\"--token\\\",\\\"a b\\\"]} | {\\\"argv\\\":[\\\"--token\\\",\\\"~\\\"]}",
                "[\"--ask-password\", \"--verbose\"] | [\"--ask-password\", \"--verbose\"]",
                "ssh -p2222 bastion mysql -ps3cret | ssh -p2222 bastion mysql -p~",
                "postgres://bob:p:a/ss@db.example:5432/x | postgres://bob:~@db.example:5432/x",
                "redis://:s3cret@cache:6379 | redis://:~@cache:6379",
                "git clone https://x-access-token:abc@git.example/r | git clone https://x-access-token:~@git.example/r",
                "-----BEGIN RSA PRIVATE KEY-----\\nMIIE\\n-----END RSA PRIVATE KEY----- tail | ~ tail",
                "key -----BEGIN OPENSSH PRIVATE KEY----- b3BlbnNzaC1r | key ~",
                "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ---- x ---- END SSH2 ENCRYPTED PRIVATE KEY ---- y | ~ y",
                "-----BEGIN PGP PRIVATE KEY BLOCK----- x -----END PGP PRIVATE KEY BLOCK----- y | ~ y",
                "token=-----BEGIN PRIVATE KEY----- x -----END PRIVATE KEY----- y | token=~ y",
            })
    void hidesTheSecretAndKeepsWhatIsBesideIt(String in, String out) {
        assertEquals(out.replace("~", Redactor.MARKER), REDACTOR.redact(in));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "just a normal line",
                "max_tokens=4096 token_count: 12 secret_name=db password_file=/run/x password-policy: strict",
                "compass: north hotplug=1 footprint=2 tokenizer=bpe bypass: true",
                "--tokenizer bpe --password-file /run/x --token-ttl 5m",
                "ssh -p22 host",
                "nmap -p1-1000 host",
                "sort -u a:b; tar -a x; tool -passin pass:x",
                "curl -u bob https://h/",
                "mysql -e x | ssh -p22 host",
                "openssl rsa -passin file:/run/x",
                "the password policy of the machine is strict; login and set a password now",
                "https://registry.example:443/@scope/pkg",
                "https://host/path?mail=a@b.example",
                "the bearer of news said: bearer authentication",
                "task-force-one-two-three-four-five-six AKIA eyJ ghp_ sk-learn",
                "Token::new secret://path password == x",
                "PWD=/srv/app OLDPWD=/home/bob",
                "-----BEGIN CERTIFICATE----- MIIB -----END CERTIFICATE-----",
                "-----BEGIN PUBLIC KEY----- MIIB -----END PUBLIC KEY-----",
                "PASS: 12 FAIL: 3",
                "password: null, secret=false",
                "already password=[REDACTED] and [REDACTED]",
                "primary_key=17 public_key=abc",
            })
    void leavesOrdinaryTextAsTheSameInstance(String text) {
        assertSame(text, REDACTOR.redact(text));
    }

    @Test
    void hidesTheLinesOfABlockScalar() {
        assertEquals(
                "db:\n  password: |\n    [REDACTED]\n  user: bob\n",
                REDACTOR.redact("db:\n  password: |\n    one\n\n    two\n  user: bob\n"));
    }

    @Test
    void aRightChecksumMakesSureOfATokenThatLettersStandBefore() {
        String right = "ghp_" + "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ" + "0mLq17"; // the example in the literature
        String wrong = right.substring(0, right.length() - 1) + "8";
        assertEquals("is" + Redactor.MARKER + " here", REDACTOR.redact("is" + right + " here"));
        String glued = "is" + wrong;
        assertSame(glued, REDACTOR.redact(glued));
        assertEquals(Redactor.MARKER, REDACTOR.redact(wrong), "a wrong one is hidden as any other");
    }

    @Test
    void hidesAKeyOnSeveralLines() {
        assertEquals(
                "a\n[REDACTED]\nb",
                REDACTOR.redact("a\n-----BEGIN EC PRIVATE KEY-----\nMHcC\n-----END EC PRIVATE KEY-----\nb"));
    }

    @Test
    void hostileTextCostsNoMoreThanItsLength() {
        int size = 1 << 18;
        List<String> seeds = List.of(
                "eyJa-a-a-",
                "a.a.a.",
                "-eyJaaa",
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN X-----",
                "a://a:",
                "a://@:",
                "password=",
                "password: ",
                "password=\"",
                "password: [",
                "password: |\n",
                "\\",
                "\"",
                "--password ",
                "-p",
                "mysql -p",
                ": ",
                " ",
                "=",
                "bearer ",
                "Cookie: \"",
                "a,b",
                "[REDACTED]",
                "password='\\",
                "ghp_",
                "'Cookie:",
                "PWD=/:",
                "a: |\r",
                "curl -u a",
                "curl -ua\"",
                "login x password ");
        for (String seed : seeds) {
            String text = seed.repeat(size / seed.length());
            long half = REDACTOR.work(text.substring(0, size / 2));
            assertTrue(REDACTOR.work(text) <= 2.3 * half, seed + " " + half);
        }
    }

    @Test
    void ofFindsAtTheSamePlaceTheLongestCounts() {
        RedactionRule shorter = RedactionRule.anchored("acme-id", "acme", "acme_[0-9]{4,}")
                .mustMatch("acme_12345")
                .build();
        RedactionRule longer = RedactionRule.anchored("acme-token", "acme", "acme_[0-9]{4,}:[0-9a-f]{16,}")
                .mustMatch("acme_12345:0123456789abcdef")
                .build();
        for (List<RedactionRule> rules : List.of(List.of(shorter, longer), List.of(longer, shorter))) {
            Redaction redaction = Redactor.with(List.of(new RuleFile("acme", "1", rules)))
                    .inspect("a acme_12345:0123456789abcdef b acme_12345 c");
            assertEquals("a [REDACTED] b [REDACTED] c", redaction.text());
            assertEquals(
                    List.of(new Finding("acme-token", 2, 29), new Finding("acme-id", 32, 42)), redaction.findings());
        }
    }

    @Test
    void aTokenInALongerRandomRunGoesWithTheRunInTheStrictTier() {
        String token = "ghp_0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R";
        String run = token + "/q8Zk2Vx7Lw9Rt4Yp6Nc3Bf5Hj1Ds0Gm";
        assertEquals(
                "a [REDACTED] b", Redactor.builder().tier(Tier.STRICT).build().redact("a " + run + " b"));
    }
}
