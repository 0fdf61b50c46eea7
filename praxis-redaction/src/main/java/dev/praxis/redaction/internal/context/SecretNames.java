package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Decides from the name of a key, flag or member whether its value is a secret. A name is read as words, whatever joins
 * them: {@code db_password}, {@code db-password}, {@code db.password} and {@code dbPassword} are the same, and
 * {@code compass}, {@code tokenizer} or {@code max_tokens} name no secret.
 */
public final class SecretNames {

    private static final int LONGEST_NAME = 128;

    /** What is looked for first: each name of a secret holds one of these. */
    static final List<String> ANCHORS = List.of(
            "pass", "pw", "psw", "secret", "token", "cred", "key", "bearer", "authorization", "cookie", "otp", "jwt");

    /** Words that name a secret wherever they stand. */
    private static final Set<String> WORDS = Set.of(
            "pass",
            "pw",
            "pwd",
            "psw",
            "passwort",
            "sshpass",
            "dbpass",
            "userpass",
            "passcode",
            "secrets",
            "passwords",
            "creds",
            "cred",
            "bearer",
            "authorization",
            "otp",
            "jwt");

    /** Ends of words that name a secret: {@code PGPASSWORD}, {@code authtoken}. */
    private static final List<String> ENDINGS = List.of(
            "password",
            "passwd",
            "passphrase",
            "secret",
            "token",
            "credential",
            "credentials",
            "apikey",
            "accesskey",
            "secretkey",
            "privatekey",
            "dbpwd");

    /** Words that make a secret of a {@code key} after them. */
    private static final Set<String> KEY_KINDS = Set.of(
            "api",
            "access",
            "private",
            "priv",
            "secret",
            "session",
            "encryption",
            "decryption",
            "signing",
            "master",
            "account",
            "storage",
            "auth",
            "client",
            "shared",
            "app",
            "application",
            "ssh",
            "hmac",
            "aes",
            "rsa",
            "ssl",
            "tls",
            "deploy",
            "webhook",
            "service",
            "admin",
            "license",
            "subscription",
            "consumer",
            "write",
            "crypto",
            "cipher",
            "preshared");

    /** Words that make a secret of {@code pass} before them. */
    private static final Set<String> AFTER_PASS = Set.of("word", "words", "phrase", "code", "wd");

    /** Last words that say that the value tells something about a secret and is none. */
    private static final Set<String> ABOUT = Set.of(
            "count",
            "name",
            "names",
            "id",
            "ids",
            "file",
            "files",
            "filename",
            "path",
            "paths",
            "dir",
            "directory",
            "policy",
            "policies",
            "url",
            "uri",
            "endpoint",
            "at",
            "type",
            "types",
            "length",
            "len",
            "size",
            "limit",
            "limits",
            "max",
            "min",
            "ttl",
            "expiry",
            "expires",
            "expired",
            "expiration",
            "expire",
            "age",
            "lifetime",
            "duration",
            "timeout",
            "seconds",
            "minutes",
            "version",
            "format",
            "field",
            "label",
            "prompt",
            "hint",
            "required",
            "enabled",
            "disabled",
            "optional",
            "status",
            "state",
            "strength",
            "rotation",
            "usage",
            "budget",
            "location",
            "provider",
            "providers",
            "class",
            "ref",
            "refs",
            "manager",
            "store",
            "mode",
            "method",
            "scope",
            "scopes",
            "algorithm",
            "alg",
            "kind",
            "index",
            "engine",
            "issuer",
            "audience",
            "pattern",
            "regex",
            "bucket",
            "rate",
            "created",
            "updated",
            "modified",
            "changed",
            "service",
            "server",
            "host",
            "port",
            "region",
            "error",
            "message",
            "description",
            "title",
            "placeholder",
            "template",
            "validator",
            "generator",
            "handler",
            "factory",
            "config",
            "options",
            "settings",
            "rules",
            "schema",
            "reset",
            "change",
            "page",
            "form",
            "input",
            "exists",
            "valid",
            "invalid",
            "used",
            "total",
            "cost",
            "costs",
            "per",
            "s");

    /** First words that say the same. */
    private static final Set<String> ABOUT_FIRST = Set.of(
            "max",
            "min",
            "num",
            "total",
            "count",
            "public",
            "is",
            "has",
            "no",
            "use",
            "enable",
            "disable",
            "allow",
            "show",
            "hide",
            "require",
            "requires",
            "required",
            "reset",
            "forgot",
            "next",
            "continuation",
            "page",
            "pad",
            "eos",
            "bos",
            "unk",
            "cls",
            "sep",
            "mask",
            "stop",
            "start",
            "end");

    private SecretNames() {}

    /** Whether the value under a name is to be hidden. */
    public static boolean isSecret(String name) {
        List<String> words = words(name.substring(Math.max(0, name.length() - LONGEST_NAME)));
        if (words.isEmpty()
                || ABOUT.contains(words.get(words.size() - 1))
                || (words.size() > 1 && ABOUT_FIRST.contains(words.get(0)))) {
            return false;
        }
        for (int i = 0; i < words.size(); i++) {
            String before = i == 0 ? "" : words.get(i - 1);
            if (namesSecret(before, words.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean namesSecret(String before, String word) {
        if (WORDS.contains(word)
                || (word.equals("key") && KEY_KINDS.contains(before))
                || (before.equals("pass") && AFTER_PASS.contains(word))) {
            return true;
        }
        for (String ending : ENDINGS) {
            if (word.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    /** The words of a name in lower case (ASCII only: other folding could change lengths), without trailing digits. */
    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= name.length(); i++) {
            if (i == name.length() || !Alphabet.ALNUM.has(name.charAt(i)) || (i > start && startsWord(name, i))) {
                addWord(words, name.substring(start, i));
                start = i < name.length() && Alphabet.ALNUM.has(name.charAt(i)) ? i : i + 1;
            }
        }
        return words;
    }

    /** The P of {@code dbPassword}, the K of {@code APIKey}. */
    private static boolean startsWord(String name, int i) {
        if (!isUpper(name.charAt(i))) {
            return false;
        }
        return !isUpper(name.charAt(i - 1)) || (i + 1 < name.length() && isLower(name.charAt(i + 1)));
    }

    private static void addWord(List<String> words, String word) {
        int end = word.length();
        while (end > 0 && word.charAt(end - 1) >= '0' && word.charAt(end - 1) <= '9') {
            end--;
        }
        if (end > 0) {
            words.add(word.substring(0, end).toLowerCase(Locale.ROOT));
        }
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }
}
