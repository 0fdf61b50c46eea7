package dev.praxis.redaction.internal.rule;

import dev.praxis.api.redaction.RedactionRule;
import dev.praxis.api.redaction.RedactionRule.Checksum;
import dev.praxis.api.redaction.RedactionRule.Kind;
import dev.praxis.api.redaction.RedactionRule.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rules without their samples, one on a line, its parts between tabs. The build makes a table of the rule files that come
 * with praxis: samples are most of a file, and to open many files and to read JSON is most of what a redactor costs in a JVM
 * that has just started.
 */
public final class RuleTable {

    /** The name of the table of all rules that come with praxis. */
    public static final String NAME = "standard.rules";

    /** The files that these are in, in their order, without the suffix. */
    public static final List<String> FILES = List.of(
            "amazon",
            "google",
            "microsoft",
            "github",
            "gitlab",
            "packages",
            "messaging",
            "payment",
            "models",
            "cloud",
            "tools",
            "hashes",
            "tokens",
            "named",
            "providers");

    private static final char BETWEEN = '\t';
    private static final char END = '\n';
    private static final char NONE = '-';

    private final String table;
    private int at;

    private RuleTable(String table) {
        this.table = table;
    }

    /**
     * Writes the table of the rule files in a folder beside them.
     *
     * @param folders one folder
     * @throws IOException if one cannot be read or written
     */
    public static void main(String[] folders) throws IOException {
        Path folder = Path.of(folders[0]);
        StringBuilder table = new StringBuilder();
        for (String file : FILES) {
            table.append(of(new RuleReader(Files.readString(folder.resolve(file + ".json"))).rules()));
        }
        Files.writeString(folder.resolve(NAME), table);
    }

    /** The table of some rules. */
    public static String of(List<RedactionRule> rules) {
        StringBuilder out = new StringBuilder();
        for (RedactionRule rule : rules) {
            List<String> parts = List.of(
                    rule.id(),
                    rule.provider(),
                    rule.kind().name(),
                    rule.tier().name(),
                    rule.checksum().map(Enum::name).orElse(String.valueOf(NONE)),
                    String.valueOf(rule.within()),
                    String.valueOf(rule.ignoreCase()),
                    String.valueOf(rule.minEntropy()),
                    String.valueOf(rule.minDigits()),
                    String.join(" ", rule.names()),
                    rule.pattern());
            for (String part : parts) {
                if (part.indexOf(BETWEEN) >= 0 || part.indexOf(END) >= 0) {
                    throw new IllegalArgumentException(
                            "rule '" + rule.id() + "' holds a tab or a line feed; escape it");
                }
            }
            out.append(String.join(String.valueOf(BETWEEN), parts)).append(END);
        }
        return out.toString();
    }

    /** The rules of a table. */
    public static List<RedactionRule> read(String table) {
        RuleTable reader = new RuleTable(table);
        List<RedactionRule> rules = new ArrayList<>();
        while (reader.at < table.length()) {
            rules.add(reader.rule());
        }
        return rules;
    }

    private RedactionRule rule() {
        String id = next(BETWEEN);
        String provider = next(BETWEEN);
        Kind kind = Kind.valueOf(next(BETWEEN));
        Tier tier = Tier.valueOf(next(BETWEEN));
        String checksum = next(BETWEEN);
        int within = Integer.parseInt(next(BETWEEN));
        boolean ignoreCase = Boolean.parseBoolean(next(BETWEEN));
        double minEntropy = Double.parseDouble(next(BETWEEN));
        int minDigits = Integer.parseInt(next(BETWEEN));
        List<String> names = words(next(BETWEEN));
        return new RedactionRule(
                id,
                provider,
                kind,
                next(END),
                names,
                within,
                ignoreCase,
                minEntropy,
                minDigits,
                checksum.charAt(0) == NONE ? Optional.empty() : Optional.of(Checksum.valueOf(checksum)),
                tier,
                List.of(),
                List.of());
    }

    private String next(char end) {
        int from = at;
        at = table.indexOf(end, from) + 1;
        return table.substring(from, at - 1);
    }

    private static List<String> words(String joined) {
        List<String> words = new ArrayList<>();
        for (int from = 0; from < joined.length(); ) {
            int end = joined.indexOf(' ', from);
            end = end < 0 ? joined.length() : end;
            words.add(joined.substring(from, end));
            from = end + 1;
        }
        return words;
    }
}
