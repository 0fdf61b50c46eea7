package dev.praxis.redaction;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Texts that are made of what detectors look at, in an order that nobody would write. */
final class HostileTexts {

    private HostileTexts() {}

    static Arbitrary<String> secrets() {
        Arbitrary<String> alnum = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .ofMinLength(40)
                .ofMaxLength(90);
        Arbitrary<String> upper = Arbitraries.strings()
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .ofMinLength(40)
                .ofMaxLength(60);
        Arbitrary<String> hex = Arbitraries.strings()
                .withCharRange('a', 'f')
                .withCharRange('0', '9')
                .ofMinLength(40)
                .ofMaxLength(60);
        Arbitrary<String> tokens = Arbitraries.oneOf(
                upper.map(body -> "AKIA" + body),
                hex.map(body -> "dop_v1_" + body),
                Arbitraries.of("ghp_", "glpat-", "npm_", "xoxb-", "sk-proj-", "hvs.", "tskey-")
                        .flatMap(prefix -> alnum.map(body -> prefix + body)));
        Arbitrary<String> jwt = Combinators.combine(alnum, alnum, alnum).as((a, b, c) -> "eyJ" + a + "." + b + "." + c);
        Arbitrary<String> url = alnum.map(password -> "https://bob:" + password + "@host.example/");
        Arbitrary<String> pem = alnum.map(
                        body -> "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----")
                .map(text -> text.replace("-----END PRIVATE KEY-----", ""));
        return Arbitraries.oneOf(
                tokens, jwt, url.map(text -> text.substring(0, text.indexOf('@') + 1)), pem.map(String::strip));
    }

    static Arbitrary<String> around() {
        return Arbitraries.of(
                "", "a", "x=1", "\"", "'", "(", "[REDACTED]", "\\", "user: bob,", "é", "{", "--flag", "http://h/");
    }

    static Arbitrary<String> fragments() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "password",
                        "token",
                        "api_key",
                        "Authorization",
                        "Cookie",
                        "=",
                        ":",
                        ": ",
                        " ",
                        "\n",
                        "\"",
                        "'",
                        "\\",
                        "\\\"",
                        "`",
                        "&",
                        ",",
                        ";",
                        "{",
                        "}",
                        "[",
                        "]",
                        "(",
                        ")",
                        "<",
                        ">",
                        "-",
                        "--",
                        "-p",
                        "mysql ",
                        "--password ",
                        "bearer ",
                        "[REDACTED]",
                        "[REDACTED",
                        "REDACTED]",
                        "https://",
                        "user:",
                        "@",
                        "/",
                        "-----BEGIN PRIVATE KEY-----",
                        "-----END PRIVATE KEY-----",
                        "|",
                        "  ",
                        "\t",
                        "eyJ",
                        ".",
                        "x",
                        "1",
                        "abc",
                        "é",
                        "\uD83D\uDE00",
                        "\"\"\"",
                        "b'",
                        "= ",
                        "str",
                        "%20",
                        "\u001b[31m",
                        "null",
                        "b=",
                        "\"n\":\"",
                        "request_id=",
                        "arn:",
                        "SPEC CHECKSUMS:\n",
                        "index "),
                secrets());
    }

    static Arbitrary<String> mixes() {
        return fragments().list().ofMaxSize(25).map(parts -> String.join("", parts));
    }
}
