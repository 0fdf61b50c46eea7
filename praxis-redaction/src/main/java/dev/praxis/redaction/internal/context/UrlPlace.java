package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;

/** Where in a path or URL something stands: what is random in a path says most often which thing is meant. */
final class UrlPlace {

    private static final int LONGEST_URL = 256;
    private static final int SHORTEST_DIGEST = 32;
    private static final int SHORTEST_WORD = 3;
    private static final int SECRET = Vocabulary.SECRET | Vocabulary.PASSWORD | Vocabulary.MAYBE;

    /** What stands in a URL of theirs names a document, a version or a thing; what opens it is asked for elsewhere. */
    private static final WordTable HOSTS = new WordTable.Builder().add(1, """
            docs.google.com drive.google.com sheets.google.com forms.gle meet.google.com maps.app.goo.gl notion.so notion.site
            figma.com youtube.com youtu.be vimeo.com loom.com miro.com airtable.com trello.com linear.app spotify.com
            github.com githubusercontent.com gitlab.com bitbucket.org sourcehut.org codeberg.org vault.azure.net
            portal.azure.com console.aws.amazon.com console.cloud.google.com npmjs.org npmjs.com pypi.org pythonhosted.org
            crates.io rubygems.org docker.io docker.com ghcr.io quay.io gcr.io unsplash.com imgur.com twimg.com
            datadoghq.com datadoghq.eu sentry.io grafana.net atlassian.net newrelic.com circleci.com travis-ci.com
            etherscan.io blockchain.com blockchain.info ipfs.io arxiv.org doi.org sharepoint.com
            """).build();

    private static final Alphabet OUTSIDE = Alphabet.of("\"'`<>()[]{}|,");

    private UrlPlace() {}

    /** Whether what stands between two indexes is a path, whose parts are looked at one by one. */
    static boolean isPath(Text text, int start, int end) {
        int slash = segmentEnd(text, start, end);
        if (slash == end) {
            return false;
        }
        if (text.startsWith("://", start - 3)) {
            return true;
        }
        boolean word = slash - start >= SHORTEST_WORD
                && Appearance.of(text, start, slash).isWord();
        if (word && text.charAt(start - 1) == '/') {
            return true;
        }
        int from = start;
        while (from < end) {
            int to = segmentEnd(text, from, end);
            Appearance looks = Appearance.of(text, from, to);
            if (looks.isUuid() || (word && to - from >= SHORTEST_DIGEST && looks.isHexDigits())) {
                return true;
            }
            from = to + 1;
        }
        return false;
    }

    /** The index of the next slash, or the end. */
    static int segmentEnd(Text text, int from, int end) {
        int i = from;
        while (i < end && text.charAt(i) != '/') {
            i++;
        }
        return i;
    }

    /**
     * Whether a part of a path is a secret although it may be a digest or an identifier: behind a part that names one
     * ({@code /reset-password/…}), or when hexadecimal digits are all that stands behind the host.
     */
    static boolean tellsSecret(Text text, int pathStart, int segment, int segmentEnd, int pathEnd) {
        boolean first = text.startsWith("://", pathStart - 3) && segmentEnd(text, pathStart, pathEnd) + 1 == segment;
        if (first) {
            return segmentEnd >= pathEnd - 1
                    && Appearance.of(text, segment, segmentEnd).isHexDigits();
        }
        return isBehindSecret(text, segment, pathStart);
    }

    private static boolean isBehindSecret(Text text, int segment, int pathStart) {
        int end = segment - 1;
        int i = end;
        while (i > pathStart && text.charAt(i - 1) != '/') {
            i--;
        }
        while (i < end) {
            if (!Ascii.isLetter(text.charAt(i))) {
                i++;
                continue;
            }
            int wordEnd = SecretNames.wordEnd(text, i, end);
            if ((SecretNames.rolesOf(text, i, wordEnd) & SECRET) != 0) {
                return true;
            }
            i = wordEnd;
        }
        return false;
    }

    /** Whether an index lies in a URL of a host whose URLs are no secrets, or in the name of a resource of Amazon. */
    static boolean isPublic(Text text, int index) {
        int start = index;
        while (index - start < LONGEST_URL && text.charAt(start - 1) > ' ' && !OUTSIDE.has(text.charAt(start - 1))) {
            start--;
        }
        if (text.startsWith("arn:", start)) {
            return true;
        }
        int host = start;
        while (host < index && !text.startsWith("://", host)) {
            host++;
        }
        return host < index && isKnown(text, host + 3);
    }

    private static boolean isKnown(Text text, int host) {
        int end = host;
        while (Alphabet.ALNUM.has(text.charAt(end)) || "-.".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        for (int i = host; i < end; i++) {
            boolean label = i == host || text.charAt(i - 1) == '.';
            if (label && HOSTS.roles(text, i, end) != 0) {
                return true;
            }
        }
        return false;
    }
}
