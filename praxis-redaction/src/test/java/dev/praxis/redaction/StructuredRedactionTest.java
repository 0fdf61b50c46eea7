package dev.praxis.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonString;
import dev.praxis.api.json.JsonValue;
import dev.praxis.api.plugin.ApiVersion;
import dev.praxis.api.plugin.ProviderException;
import dev.praxis.api.redaction.RedactionRule;
import dev.praxis.api.redaction.RedactionRules;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StructuredRedactionTest {

    private static final Redactor REDACTOR = Redactor.standard();
    private static final String TOKEN = "ghp_0123456789abcdefghijABCDEFGHIJ012345";

    @Test
    void aSecretMemberIsHiddenWhateverItsType() {
        assertEquals(
                "{\"apiKey\":\"[REDACTED]\",\"count\":3,\"credentials\":\"[REDACTED]\",\"db_password\":\"[REDACTED]\"}",
                json("{\"apiKey\":12345,\"count\":3,\"credentials\":{\"a\":[1]},\"db_password\":[\"x\"]}"));
    }

    @Test
    void whatStandsForASecretStays() {
        for (String standIn : List.of(
                "********",
                "[FILTERED]",
                "<your token>",
                "${API_TOKEN}",
                "{{ .Values.token }}",
                "***REMOVED***",
                "ghp_xxxxxxxxxxxxxxxx",
                "op://team/database/password",
                "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db",
                "^9.0.2")) {
            String document = "{\"password\":\"" + standIn + "\"}";
            assertEquals(document, json(document));
            assertSame(document, new JsonFilter(REDACTOR).redact(document));
            assertEquals(Map.of("password", standIn), REDACTOR.redact(Map.of("password", standIn)));
        }
        for (String secret : List.of(
                "changeme",
                "hunter2",
                "x",
                "<hunter2>",
                "${DB_PASS:-hunter2}",
                "[hunter2]",
                "redis://a:b@h/0",
                "1.2")) {
            assertEquals("{\"token\":\"[REDACTED]\"}", json("{\"token\":\"" + secret + "\"}"));
            assertEquals(Map.of("token", "[REDACTED]"), REDACTOR.redact(Map.of("token", secret)));
        }
    }

    @Test
    void theStrictTierReadsAMemberWithItsName() {
        Redactor strict = Redactor.builder().tier(RedactionRule.Tier.STRICT).build();
        String ids = "{\"etag\":\"q3kdlWmz8xTnb2vLpC0jRfYw\",\"request_id\":\"Xb2k9QpLr7VtZs0mWc4YdEuH\"}";
        assertSame(ids, new JsonFilter(strict).redact(ids));
        assertEquals(
                "{\"ref\":\"[REDACTED]\",\"request_id\":\"[REDACTED]\"}",
                new JsonFilter(strict)
                        .redact("{\"ref\":\"q3kdlWmz8xTnb2vLpC0jRfYw\",\"request_id\":\"" + TOKEN + "\"}"));
        String form = "{\"etag\":\"cGFzc3dvcmQ9aHVudGVyMnh5eg==\"}"; // password=hunter2xyz
        assertFalse(new JsonFilter(strict).redact(form).contains("aHVudGVyMnh5eg"));
    }

    @Test
    void aNumberOfAFewDigitsIsASecretUnderTheNameOfOne() {
        String in = "{\"cvv\":\"759\",\"otp_code\":690748,\"pin\":5981,\"pins\":4017,\"port\":5981}";
        String out =
                "{\"cvv\":\"[REDACTED]\",\"otp_code\":\"[REDACTED]\",\"pin\":\"[REDACTED]\",\"pins\":4017,\"port\":5981}";
        assertEquals(out, json(in));
        assertEquals(out, new JsonFilter(REDACTOR).redact(in));
        assertEquals(
                Map.of("pin", "[REDACTED]", "port", 5981, "pins", List.of(17)),
                REDACTOR.redact(Map.of("pin", 5981, "port", 5981, "pins", List.of(17))));
    }

    @Test
    void aNameInAnotherLanguageHidesItsMember() {
        String in =
                "{\"contrase\u00f1a\":\"azul\",\"idioma\":\"espa\u00f1ol\",\"\u043f\u0430\u0440\u043e\u043b\u044c\":[\"a\"]}";
        assertEquals(
                "{\"contrase\u00f1a\":\"[REDACTED]\",\"idioma\":\"espa\u00f1ol\",\"\u043f\u0430\u0440\u043e\u043b\u044c\":\"[REDACTED]\"}",
                json(in));
        assertEquals(
                "{\"contrase\u00f1a\":\"[REDACTED]\"}",
                new JsonFilter(REDACTOR).redact("{\"contrase\\u00f1a\":\"azul\"}"));
    }

    @Test
    void aNameAndValuePairIsReadAsAMember() {
        assertEquals(
                "[{\"name\":\"DB_PASSWORD\",\"value\":\"[REDACTED]\"},{\"name\":\"PORT\",\"value\":\"80\"}]",
                json("[{\"name\":\"DB_PASSWORD\",\"value\":\"x\"},{\"name\":\"PORT\",\"value\":\"80\"}]"));
    }

    @Test
    void theNameOfAMemberTellsWhatItsValueAloneDoesNot() {
        String random = "45e2daa70591a6e9eecf6110eebb5ea3";
        for (String name : List.of("acme_key", "datadog", "auth", "cookie")) {
            String in = "{\"" + name + "\":\"" + random + "\",\"id\":\"" + random + "\"}";
            String out = in.replaceFirst(random, "[REDACTED]");
            assertEquals(out, json(in));
            assertEquals(out, new JsonFilter(REDACTOR).redact(in));
        }
        String form = "x=%20&acme_key=" + random;
        assertEquals("\"x=%20&acme_key=[REDACTED]\"", json("\"" + form + "\""));
    }

    @Test
    void thePrivateNumberOfAKeyIsHidden() {
        String key = "{\"d\":\"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE\",\"kty\":\"EC\"}";
        assertEquals("{\"d\":\"[REDACTED]\",\"kty\":\"EC\"}", json(key));
        assertEquals("{\"d\":\"[REDACTED]\",\"kty\":\"EC\"}", new JsonFilter(REDACTOR).redact(key));
    }

    @Test
    void memberNamesThatHoldSecretsAreReplacedAndStayUnique() {
        String in = "{\"" + TOKEN + "\":1,\"" + TOKEN + "x\":2,\"[REDACTED]\":3}";
        assertEquals("{\"[REDACTED]\":3,\"[REDACTED] 2\":1,\"[REDACTED] 3\":2}", json(in));
    }

    @Test
    void theDeepestValueIsReached() {
        JsonValue value = new JsonString("x " + TOKEN);
        for (int i = 0; i < JsonValue.MAX_DEPTH; i++) {
            value = JsonArray.of(value);
        }
        assertFalse(CanonicalJson.text(REDACTOR.redact(value)).contains(TOKEN));
    }

    @Test
    void jsonWithoutASecretIsTheSameInstance() {
        JsonValue value = CanonicalJson.parse("{\"a\":[1,\"b\",{\"c\":null}]}");
        assertSame(value, REDACTOR.redact(value));
    }

    @Test
    void aFlagAndItsValueMayBeTwoArguments() {
        assertEquals(
                List.of("talosctl", "--token", "[REDACTED]", "--nodes", "10.5.0.2"),
                REDACTOR.redactArguments(List.of("talosctl", "--token", "abc", "--nodes", "10.5.0.2")));
        assertEquals(
                List.of("x", "--password", "--verbose", "--password=[REDACTED]"),
                REDACTOR.redactArguments(List.of("x", "--password", "--verbose", "--password=abc")));
    }

    @Test
    void onlyTheMysqlFamilyHasAPasswordBehindP() {
        assertEquals(
                List.of("/usr/bin/mysql", "-uroot", "-p[REDACTED]"),
                REDACTOR.redactArguments(List.of("/usr/bin/mysql", "-uroot", "-pabc")));
        List<String> ssh = List.of("ssh", "-p22", "host");
        assertSame(ssh, REDACTOR.redactArguments(ssh));
    }

    @Test
    void theFlagsOfKnownToolsHavePasswordsBehindThem() {
        assertEquals(
                List.of("curl", "-sSu", "admin:[REDACTED]", "--proxy-user=bob:[REDACTED]", "https://h/"),
                REDACTOR.redactArguments(List.of("curl", "-sSu", "admin:a b", "--proxy-user=bob:x", "https://h/")));
        assertEquals(
                List.of("/usr/bin/sshpass", "-p", "[REDACTED]", "ssh", "h"),
                REDACTOR.redactArguments(List.of("/usr/bin/sshpass", "-p", "a b", "ssh", "h")));
        List<String> sort = List.of("sort", "-u", "a:b", "-a", "x");
        assertSame(sort, REDACTOR.redactArguments(sort));
    }

    @Test
    void anArrayMayBeAnArgumentVectorOrAPair() {
        assertEquals(
                "{\"argv\":[\"mysqld\",\"--password\",\"[REDACTED]\"]}",
                json("{\"argv\":[\"mysqld\",\"--password\",\"hunter2xyz\"]}"));
        assertEquals("[\"mysql\",\"-uroot\",\"-p[REDACTED]\"]", json("[\"mysql\",\"-uroot\",\"-phunter2\"]"));
        assertEquals("[\"password\",\"[REDACTED]\",\"x\"]", json("[\"password\",\"hunter2\",\"x\"]"));
        assertEquals(
                "[[\"DB_PASSWORD\",\"[REDACTED]\"],[\"PORT\",80]]", json("[[\"DB_PASSWORD\",4711],[\"PORT\",80]]"));
        assertEquals("[\"token\",\"[REDACTED]\",\"[REDACTED]\"]", json("[\"token\",\"secret\",\"hunter2\"]"));
    }

    @Test
    void anArrayOfOrdinaryStringsIsTheSameInstance() {
        JsonValue value = CanonicalJson.parse("[\"my password is long\",\"x\",[\"--ask-password\",\"-v\"],\"\",1]");
        assertSame(value, REDACTOR.redact(value));
    }

    @Test
    void rulesOfAPluginAreUsedAndNamed() {
        Redactor redactor = Redactor.with(List.of(plugin(
                ApiVersion.CURRENT,
                acme("acme_[0-9]{8,}")
                        .mustMatch("acme_12345678")
                        .mustNotMatch("acme_1")
                        .build())));
        assertEquals("secrets/3+acme/3", redactor.version());
        assertEquals("x [REDACTED] y", redactor.redact("x acme_1234567890 y"));
        assertEquals("secrets/3", REDACTOR.version());
    }

    @Test
    void aRuleThatFailsItsOwnSamplesIsRefused() {
        refused("must match", acme("acme_[0-9]{8,}").mustMatch("acme_1").build());
        refused(
                "must not match",
                acme("acme_0+").mustMatch("acme_0").mustNotMatch("acme_00").build());
        refused("no sample", acme("acme_0+").build());
    }

    /** Found by chance: the key block was all that kept the rest from being read as a form. */
    @Test
    void whatIsAFormOnlyWhenItsSecretsAreGoneIsRedactedOnce() {
        JsonValue once = Redactor.standard()
                .redact((JsonValue) JsonArray.ofStrings(List.of("password=https://bob:" + "a".repeat(40)
                        + "@passwordpasswordpasswordpassword%20-----BEGIN PRIVATE KEY-----\n"
                        + "aaaaaaaaaaafOArfgxyspipTTvkCcwv0e3oB3nFj")));
        assertSame(once, Redactor.standard().redact(once));
    }

    @Test
    void noRuleReplacesAMarkerOrAPartOfIt() {
        Redactor redactor = Redactor.with(List.of(plugin(
                ApiVersion.CURRENT, acme("RED[ACTED]{3,}").mustMatch("REDACTE").build())));
        assertSame(Redactor.MARKER, redactor.redact(Redactor.MARKER));
    }

    private static RedactionRule.Builder acme(String pattern) {
        return RedactionRule.anchored("acme-token", "acme", pattern);
    }

    @Test
    void aPluginForAnotherApiIsRefused() {
        RedactionRules future = plugin(new ApiVersion(99, 0));
        assertThrows(ProviderException.class, () -> Redactor.with(List.of(future)));
    }

    private static void refused(String why, RedactionRule rule) {
        RedactionRules plugin = plugin(ApiVersion.CURRENT, rule);
        ProviderException e = assertThrows(ProviderException.class, () -> Redactor.with(List.of(plugin)));
        assertTrue(String.valueOf(e.getMessage()).contains(why), e.getMessage());
    }

    private static String json(String text) {
        return CanonicalJson.text(REDACTOR.redact(CanonicalJson.parse(text)));
    }

    private static RedactionRules plugin(ApiVersion version, RedactionRule... rules) {
        return new RedactionRules() {
            @Override
            public String name() {
                return "acme";
            }

            @Override
            public ApiVersion apiVersion() {
                return version;
            }

            @Override
            public String version() {
                return "3";
            }

            @Override
            public List<RedactionRule> rules() {
                return List.of(rules);
            }
        };
    }
}
