package dev.praxis.benchmarks;

import dev.praxis.api.redaction.RedactionRule;
import dev.praxis.redaction.Redactor;
import dev.praxis.redaction.RuleFile;
import dev.praxis.redaction.internal.rule.RuleTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;

/** Lines of logs, always the same, and the rules of praxis as expressions of {@link Pattern}. */
final class LogTexts {

    private static final int LENGTH = 1 << 16;
    private static final int SECRET = 36;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final List<String> CLEAN = List.of(
            "2026-11-24T21:%02d:11.123Z INFO  [worker-%d] dev.acme.orders.OrderService - processed order in %d ms OK%n",
            "10.0.%d.%d - - [24/Nov/2026:21:11:02 +0000] \"GET /api/v1/items?page=%d HTTP/1.1\" 200 512 \"-\" \"curl/8\"%n",
            "Nov 24 21:%02d:%02d node-%d kubelet[812]: I1124 pod_workers.go:190] \"Syncing pod\" name=\"api-7d9f\"%n",
            "\tat dev.acme.orders.OrderService.process%d(OrderService.java:%d) ~[orders.jar:1.2.%d]%n");
    private static final List<String> DENSE = List.of(
            "cloning with ghp_%s into /srv/app%n",
            "DB_PASSWORD=%s%n",
            "postgres://bob:%s@db.example:5432/x%n",
            "Authorization: Bearer %s%n",
            "{\"apiKey\":\"%s\",\"n\":1}%n");

    private LogTexts() {}

    static String clean() {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        while (text.length() < LENGTH) {
            String line = CLEAN.get(random.nextInt(CLEAN.size()));
            text.append(String.format(line, random.nextInt(60), random.nextInt(60), random.nextInt(60)));
        }
        return text.substring(0, LENGTH);
    }

    static String dense() {
        Random random = new Random(2);
        StringBuilder text = new StringBuilder();
        while (text.length() < LENGTH) {
            StringBuilder secret = new StringBuilder();
            for (int i = 0; i < SECRET; i++) {
                secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            text.append(String.format(DENSE.get(random.nextInt(DENSE.size())), secret));
        }
        return text.substring(0, LENGTH);
    }

    static List<Pattern> expressions() {
        return RuleTable.FILES.stream()
                .flatMap(file -> rules(file).stream())
                .map(rule -> Pattern.compile(
                        rule.names().isEmpty()
                                ? rule.pattern()
                                : "(?i:"
                                        + String.join(
                                                "|",
                                                rule.names().stream()
                                                        .map(Pattern::quote)
                                                        .toList()) + ").{0," + rule.within() + "}?" + rule.pattern()))
                .toList();
    }

    private static List<RedactionRule> rules(String file) {
        String path = "rules/" + file + ".json";
        try (InputStream in = Objects.requireNonNull(Redactor.class.getResourceAsStream(path), path)) {
            return RuleFile.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .rules();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String replaceAll(List<Pattern> expressions, String text) {
        String current = text;
        for (Pattern expression : expressions) {
            current = expression.matcher(current).replaceAll(Redactor.MARKER);
        }
        return current;
    }
}
