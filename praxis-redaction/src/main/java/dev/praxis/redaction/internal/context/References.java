package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;

/** A value that says where the secret is kept: {@code vault:secret/data}, {@code sm://acme/key}, the path of a file. */
final class References {

    /** What nobody has in the name of a file. */
    private static final Alphabet NO_PATH = Alphabet.of("!<>|;\\^(),");

    private static final int LONGEST_LOOK = 120;
    private static final int SHORTEST_RANDOM = 12;
    private static final int LONGEST_EXTENSION = 10;
    private static final String PULL_SECRET = "pullsecret";
    private static final Alphabet SCHEME = Alphabet.ALNUM.plus(Alphabet.of("+-_"));
    private static final Alphabet NAME =
            Alphabet.range('a', 'z').plus(Alphabet.range('A', 'Z')).plus(Alphabet.of("_-"));
    private static final Alphabet NAMESPACE =
            Alphabet.range('a', 'z').plus(Alphabet.range('0', '9')).plus(Alphabet.of(".-"));
    private static final WordTable SCHEMES = new WordTable.Builder().add(1, """
                    http https file arn vault op env ref secretsmanager ssm keyring keychain kms gcpsecret akv azurekv
                    projects data classpath secretref valuefrom
                    """).build();
    private static final WordTable EXTENSIONS =
            new WordTable.Builder().add(1, """
                    ts tsx js jsx mjs cjs py go java kt rb rs php cs scala swift c h cpp sh bash ps1 sql json yaml yml toml xml
                    html css scss vue ini conf cfg cnf env properties txt md pem crt cer key pub jks p12 pfx kdbx tpl j2 tf
                    hcl lock log
                    """).build();

    private References() {}

    /** Whether what stands between two indexes is a reference. */
    static boolean is(Text text, int start, int end) {
        int i = Expressions.identifierEnd(text, start, Math.min(end, start + LONGEST_LOOK));
        if (i == start) {
            return isFile(text, start, end);
        }
        if (text.charAt(i) == ':' && text.charAt(i + 1) > ' ' && i + 1 < end) {
            return SCHEMES.roles(text, start, i) != 0
                    || isPlace(text, start, i, end)
                    || (Expressions.isIdentifier(text, start, i) && isFile(text, i + 1, end)); // db_password:/etc/x
        }
        return isPlace(text, start, end) || isRelative(text, start, end);
    }

    /** {@code sm://acme/api-key/versions/latest}: behind a scheme of whatever name parts of words, and nobody who logs in. */
    static boolean isPlace(Text text, int start, int end) {
        return isPlace(text, start, SCHEME.runEnd(text, start), end);
    }

    private static boolean isPlace(Text text, int start, int schemeEnd, int end) {
        if (!text.startsWith("://", schemeEnd) || schemeEnd - start < 2) {
            return false;
        }
        for (int i = schemeEnd; i < end; i++) {
            if (text.charAt(i) == '@' && text.charAt(i - 1) != '/') {
                return false;
            }
        }
        return isPath(text, schemeEnd + 2, end);
    }

    /**
     * {@code secret="kube-system/bootstrap-token"}, {@code imagePullSecrets: [regcred]}: the namespace and the name of a secret of
     * Kubernetes, or its name alone.
     */
    static boolean isObject(Text text, Name name, Value value) {
        if (isPulled(text, name)) {
            return NAMESPACE.runEnd(text, value.start()) >= value.end()
                    && Ascii.isLower(text.charAt(value.start()))
                    && !Appearance.of(text, value.start(), value.end()).isRandom(SHORTEST_RANDOM);
        }
        int slash = NAMESPACE.runEnd(text, value.start());
        return name.is(text, "secret")
                && text.charAt(slash) == '/'
                && slash > value.start()
                && NAMESPACE.runEnd(text, slash + 1) >= value.end()
                && Ascii.isLower(text.charAt(value.start()))
                && !Appearance.of(text, slash + 1, value.end()).isRandom(SHORTEST_RANDOM);
    }

    private static boolean isPulled(Text text, Name name) {
        return text.startsWithIgnoringCase(PULL_SECRET, name.end() - PULL_SECRET.length())
                || text.startsWithIgnoringCase(PULL_SECRET + 's', name.end() - PULL_SECRET.length() - 1);
    }

    /** Whether the path of a file stands there, from the root, the home or the working directory on. */
    static boolean isFile(Text text, int start, int end) {
        char c = text.charAt(start);
        if (c == '/' || c == '~') {
            return isPath(text, start, end);
        }
        boolean here = c == '.' && end - start > 2 && text.charAt(start + 1) == '/';
        return here && (isPath(text, start, end) || isRelative(text, start + 2, end));
    }

    /** {@code src/secrets/index.ts}: a path whose last part has the extension of a file, or is a star. */
    private static boolean isRelative(Text text, int start, int end) {
        boolean file = isFileName(text, end);
        if (file
                && text.charAt(NAME.runEnd(text, start)) == '.'
                && NAME.runEnd(text, start) > end - LONGEST_EXTENSION - 1) {
            return true; // password.txt
        }
        boolean all = text.charAt(end - 1) == '*' && text.charAt(end - 2) == '/';
        return (file || all) && isPath(text, start, end);
    }

    /** Whether the name of a file ends at an index: {@code token.go}. */
    static boolean isFileName(Text text, int end) {
        int dot = Alphabet.ALNUM.runStart(text, end, Math.max(0, end - LONGEST_EXTENSION)) - 1;
        return text.charAt(dot) == '.' && EXTENSIONS.roles(text, dot + 1, end) != 0;
    }

    /** A path of a file: parts of words, at least two, none of which looks drawn by chance. */
    private static boolean isPath(Text text, int start, int end) {
        int parts = 0;
        int i = start;
        while (i < end) {
            int partEnd = i;
            while (partEnd < end && text.charAt(partEnd) != '/') {
                if (NO_PATH.has(text.charAt(partEnd))) {
                    return false;
                }
                partEnd++;
            }
            if (partEnd - i > 1) {
                parts++;
                if (Appearance.of(text, i, partEnd).isRandom(SHORTEST_RANDOM)) {
                    return false;
                }
            }
            i = partEnd + 1;
        }
        return parts >= 2;
    }
}
