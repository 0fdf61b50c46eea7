package dev.praxis.cli;

import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
import dev.praxis.api.redaction.RedactionRule.Tier;
import dev.praxis.redaction.JsonFilter;
import dev.praxis.redaction.KnownRule;
import dev.praxis.redaction.Redactor;
import dev.praxis.redaction.Replacement;
import dev.praxis.redaction.RuleFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Redacts what comes in. */
@Command(
        name = "redact",
        mixinStandardHelpOptions = true,
        description = {
            "Copy standard input to standard output without the secrets in it, as it comes. Needs no home and no store.",
            "With --check nothing is copied: it says where something was found, and then ends with exit status 32."
        })
final class RedactCommand implements Callable<Integer> {

    private static final int SHOWN_ANCHORS = 16;
    private static final int FINGERPRINT_KEY_BYTES = 32;

    /** How much is read at a time. */
    private static final int CHUNK = 1 << 16;

    private final PraxisCli cli;

    @Option(
            names = "--json-lines",
            description = {
                "Each line is a JSON document, redacted by the names of its members and by its strings.",
                "One line out for each line in, in the same order; a line that is not JSON is redacted as text."
            })
    private boolean jsonLines;

    @Option(
            names = "--check",
            description = "Copy nothing; print where something was found, and by which rule, never what.")
    private boolean check;

    @Option(names = "--report", description = "At the end, print how often each rule fired, on standard error.")
    private boolean report;

    @Option(
            names = "--tier",
            paramLabel = "TIER",
            defaultValue = "balanced",
            description = "balanced (default), or strict, which hides also what may be a secret.")
    private String tier = "balanced";

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description =
                    "More rules, from a file of yours; can be repeated. Its format is in docs/guides/redaction.md.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--replacement",
            paramLabel = "KIND",
            defaultValue = "plain",
            description = {
                "plain (default); rule, which names the rule; or fingerprint, by which equal secrets can be told within this run:",
                "its key is made for the run and forgotten."
            })
    private String replacement = "plain";

    RedactCommand(PraxisCli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Redactor redactor = Redactor.builder()
                .tier(tier())
                .rules(hostRules())
                .replacement(replacement())
                .build();
        RedactionReport found = new RedactionReport(check, cli);
        OutputStream out =
                check ? OutputStream.nullOutputStream() : cli.context().bytes();
        try {
            if (jsonLines) {
                new JsonFilter(redactor).lines(cli.context().in(), out, found::inLine);
            } else {
                text(redactor, out, found);
            }
            out.flush();
        } catch (IOException e) {
            if (StandardOutput.isReaderGone(e)) {
                return ExitCode.OUTPUT.status();
            }
            throw FileFailedException.output(e);
        }
        if (report) {
            found.print();
        }
        return (check && !found.isEmpty() ? ExitCode.SECRETS : ExitCode.OK).status();
    }

    private void text(Redactor redactor, OutputStream out, RedactionReport found) throws IOException {
        byte[] chunk = new byte[CHUNK];
        // Not closed before its end: the rest of what it holds back is given out by close, not after a failure.
        OutputStream filter = redactor.filter(out, found::inText);
        for (int length = cli.context().in().read(chunk);
                length >= 0;
                length = cli.context().in().read(chunk)) {
            found.saw(chunk, length);
            filter.write(chunk, 0, length);
            if (cli.context().in().available() == 0) {
                filter.flush();
            }
        }
        filter.close();
    }

    private Tier tier() {
        return switch (tier) {
            case "balanced" -> Tier.BALANCED;
            case "strict" -> Tier.STRICT;
            default -> throw new Usage("there is no tier '" + tier + "'; write --tier balanced or --tier strict");
        };
    }

    private Replacement replacement() {
        return switch (replacement) {
            case "plain" -> Replacement.plain();
            case "rule" -> Replacement.rule();
            case "fingerprint" -> {
                byte[] key = new byte[FINGERPRINT_KEY_BYTES];
                new SecureRandom().nextBytes(key);
                yield Replacement.fingerprint("run", key);
            }
            default ->
                throw new Usage("there is no replacement '" + replacement
                        + "'; write --replacement plain, rule or fingerprint");
        };
    }

    private List<RuleFile> hostRules() {
        List<RuleFile> rules = new ArrayList<>();
        for (Path file : files) {
            try {
                rules.add(RuleFile.read(file));
            } catch (IOException e) {
                throw FileFailedException.unusable("cannot read the rules in " + file, e);
            }
        }
        return rules;
    }

    /** Lists the rules. */
    @Command(
            name = "rules",
            mixinStandardHelpOptions = true,
            description = {
                "List the rules: id, provider, what is looked for first, and a sample. All samples and the patterns with --json.",
                "The samples are made up; they are no secrets."
            })
    int rules(
            @Option(names = "--rules", paramLabel = "FILE", description = "List these too; can be repeated.") @Nullable
                    List<Path> more) {
        if (more != null) {
            files = more;
        }
        for (KnownRule rule : KnownRule.all(hostRules())) {
            cli.output().result(json(rule), line(rule));
        }
        return ExitCode.OK.status();
    }

    private static String line(KnownRule rule) {
        return String.format(
                "%-32s %-20s %-10s %-8s %s%s",
                rule.id(),
                rule.provider(),
                rule.kind(),
                rule.tier(),
                shown(rule.anchors()),
                rule.samples().isEmpty() ? "" : "   e.g. " + rule.samples().get(0));
    }

    /** The first of them: a rule may have hundreds. */
    private static String shown(List<String> anchors) {
        int more = anchors.size() - SHOWN_ANCHORS;
        return more <= 1
                ? String.join(" ", anchors)
                : String.join(" ", anchors.subList(0, SHOWN_ANCHORS)) + " and " + more + " more";
    }

    private static JsonObject json(KnownRule rule) {
        return JsonObject.builder()
                .put("id", rule.id())
                .put("provider", rule.provider())
                .put("kind", rule.kind())
                .put("tier", rule.tier())
                .put("pattern", rule.pattern())
                .put("anchors", strings(rule.anchors()))
                .put("samples", strings(rule.samples()))
                .build();
    }

    private static JsonArray strings(List<String> strings) {
        return JsonArray.of(strings.stream().map(JsonString::new).toList());
    }
}
