package dev.praxis.cli;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.UtcMicros;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.FactVersion;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonValue;
import dev.praxis.api.store.Basis;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.NoActiveFactException;
import dev.praxis.api.store.Page;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.View;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads and writes facts. */
@Command(
        name = "fact",
        mixinStandardHelpOptions = true,
        description = {
            "Read and write facts. A fact has a subject (host:cp-1), a predicate (role), a type (declared) and a JSON object.",
            "Nothing is ever deleted: put supersedes, retire ends, history shows all."
        })
final class FactCommand implements Runnable {

    private final PraxisCli cli;

    FactCommand(PraxisCli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        throw new Usage("what to do with facts is missing; write: praxis fact get|list|history|put|retire");
    }

    /** Which fact. */
    static final class Key {

        @Parameters(index = "0", paramLabel = "SUBJECT", description = "What it is about, such as host:cp-1.")
        @SuppressWarnings("NullAway.Init")
        String subject;

        @Parameters(index = "1", paramLabel = "PREDICATE", description = "What is said of it, such as role.")
        @SuppressWarnings("NullAway.Init")
        String predicate;

        @Option(
                names = "--type",
                paramLabel = "TYPE",
                description = "The fact type. Default: declared when writing; else the only type that is active.")
        @Nullable
        String type;

        FactKey forWriting() {
            return new FactKey(subject, predicate, type == null ? "declared" : type);
        }

        /** Without a type: the only one that is active for this subject and predicate. */
        FactKey in(Store store) {
            if (type != null) {
                return forWriting();
            }
            List<String> types =
                    store.list(FactQuery.all().withSubjectPrefix(subject).withPredicate(predicate)).facts().stream()
                            .map(fact -> (FactKey) fact.key())
                            .filter(key -> key.subject().equals(subject))
                            .map(FactKey::factType)
                            .toList();
            if (types.size() > 1) {
                throw new InvalidArgumentException(
                        "several types are active for it; choose one with --type: " + String.join(", ", types));
            }
            if (types.size() == 1) {
                return new FactKey(subject, predicate, types.get(0));
            }
            // Nothing is active; of what was, the history of one of the two usual types may tell.
            FactKey observed = new FactKey(subject, predicate, ObserveCommand.FACT_TYPE);
            FactKey declared = forWriting();
            boolean onlyObserved = store.history(declared, 0, 1).isEmpty()
                    && !store.history(observed, 0, 1).isEmpty();
            return onlyObserved ? observed : declared;
        }
    }

    /** What must be active. */
    static final class Expectation {

        @Option(
                names = "--expect",
                paramLabel = "VERSION",
                description = "Write only if this version is active (compare-and-set), as 'fact get' prints it;"
                        + " 'none' if no fact must be active.")
        @Nullable
        String version;

        Optional<Expected> expected() {
            return Optional.ofNullable(version)
                    .map(text -> text.equals("none") ? Expected.absent() : Expected.version(FactVersion.parse(text)));
        }
    }

    /** Prints one fact. */
    @Command(
            name = "get",
            mixinStandardHelpOptions = true,
            description = "Print the active fact, or what was believed at a point of the record about a point in time.")
    int get(
            @Mixin Key key,
            @Option(
                            names = "--valid-at",
                            paramLabel = "TIME",
                            description =
                                    "What was true at this time, such as 2026-11-21T08:00:00Z; with one of the next two: now.")
                    @Nullable
                    String validAt,
            @Option(names = "--recorded-at", paramLabel = "TIME", description = "… as it was recorded at this time.")
                    @Nullable
                    String recordedAt,
            @Option(names = "--at-sequence", paramLabel = "N", description = "… as it was recorded at this sequence.")
                    @Nullable
                    Long sequence) {
        if (recordedAt != null && sequence != null) {
            throw new Usage("--recorded-at and --at-sequence exclude each other; give one");
        }
        try (Workspace workspace = cli.workspace()) {
            Store store = workspace.existingStore();
            FactKey factKey = key.in(store);
            Optional<Fact> fact;
            if (validAt == null && recordedAt == null && sequence == null) {
                fact = store.active(factKey);
            } else {
                Instant valid = validAt == null ? workspace.now() : UtcMicros.parse(validAt);
                Basis basis = sequence != null
                        ? new Basis.AtSequence(sequence)
                        : new Basis.RecordedAt(recordedAt == null ? UtcMicros.MAX : UtcMicros.parse(recordedAt));
                fact = store.asOf(factKey, valid, basis);
            }
            Fact found = fact.orElseThrow(() -> new NoActiveFactException(factKey));
            cli.output().result(FactRendering.json(found), FactRendering.lines(found));
            return ExitCode.OK.status();
        }
    }

    /** Lists active facts. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List the active facts, in the byte order of their keys.")
    int list(
            @Option(
                            names = "--subject",
                            paramLabel = "PREFIX",
                            defaultValue = "",
                            description = "Only subjects that start so.")
                    String prefix,
            @Option(names = "--predicate", paramLabel = "NAME", description = "Only this predicate.") @Nullable
                    String predicate,
            @Option(names = "--type", paramLabel = "TYPE", description = "Only this fact type.") @Nullable String type,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "100",
                            description = "At most so many. Default: ${DEFAULT-VALUE}.")
                    int limit) {
        Output out = cli.output();
        if (limit < 1) {
            throw new InvalidArgumentException("--limit " + limit + " is not positive");
        }
        try (Workspace workspace = cli.workspace()) {
            Optional<? extends Store> store = workspace.storeIfAny();
            if (store.isEmpty()) {
                out.text("no facts yet; try: praxis observe host");
                return ExitCode.OK.status();
            }
            int left = limit;
            FactQuery query =
                    new FactQuery(prefix, predicate, type, View.ACTIVE, null, Math.min(left, FactQuery.MAX_LIMIT));
            while (true) {
                Page<FactKey> page = store.get().list(query);
                page.facts().forEach(fact -> out.result(FactRendering.json(fact), FactRendering.line(fact)));
                left -= page.facts().size();
                if (page.next() == null) {
                    return ExitCode.OK.status();
                }
                if (left == 0) {
                    out.text("… there are more; raise --limit");
                    return ExitCode.OK.status();
                }
                query = query.after(page.next()).withLimit(Math.min(left, FactQuery.MAX_LIMIT));
            }
        }
    }

    /** Prints every fact of a key. */
    @Command(
            name = "history",
            mixinStandardHelpOptions = true,
            description = "Print every fact there ever was for a key, oldest first, with how each ended.")
    int history(@Mixin Key key) {
        Output out = cli.output();
        try (Workspace workspace = cli.workspace()) {
            Store store = workspace.existingStore();
            FactKey factKey = key.in(store);
            long after = 0;
            while (true) {
                List<Fact> facts = store.history(factKey, after, FactQuery.MAX_LIMIT);
                if (facts.isEmpty() && after == 0) {
                    throw new NoActiveFactException(factKey);
                }
                facts.forEach(fact -> out.result(FactRendering.json(fact), FactRendering.lines(fact)));
                if (facts.size() < FactQuery.MAX_LIMIT) {
                    return ExitCode.OK.status();
                }
                after = facts.get(facts.size() - 1).revision();
            }
        }
    }

    /** Records a fact. */
    @Command(
            name = "put",
            mixinStandardHelpOptions = true,
            description = "Record a fact; it supersedes the active one. Secrets in it are redacted first.",
            footer = {"", "Example: praxis fact put host:cp-1 role '{\"role\":\"control-plane\"}' --expect none"})
    int put(
            @Mixin Key key,
            @Parameters(index = "2", paramLabel = "JSON", description = "A JSON object; '-' reads standard input.")
                    String json,
            @Mixin Expectation expectation,
            @Option(names = "--valid-from", paramLabel = "TIME", description = "Since when it is true. Default: now.")
                    @Nullable
                    String validFrom,
            @Option(
                            names = "--reason",
                            paramLabel = "TEXT",
                            defaultValue = "praxis fact put",
                            description = "Why, for the record.")
                    String reason)
            throws IOException {
        JsonObject value = value(json);
        Optional<Expected> expected = expectation.expected();
        try (Workspace workspace = cli.workspace()) {
            Instant from = validFrom == null ? workspace.now() : UtcMicros.parse(validFrom);
            Assertion assertion = new Assertion(key.forWriting(), value, from, workspace.actor(), reason);
            Fact fact = expected.isPresent()
                    ? workspace.store().putIf(assertion, expected.get())
                    : workspace.store().put(assertion);
            if (!fact.assertion().value().equals(value)) {
                cli.context().err().println("praxis: the value looked like it holds a secret; that part was redacted");
            }
            cli.output().result(FactRendering.json(fact), FactRendering.lines(fact));
            return ExitCode.OK.status();
        }
    }

    private JsonObject value(String json) throws IOException {
        JsonValue value = json.equals("-")
                ? CanonicalJson.parse(cli.context().in().readNBytes(JsonValue.MAX_BYTES + 1))
                : CanonicalJson.parse(json);
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new InvalidArgumentException("the value of a fact is a JSON object, such as {\"role\":\"worker\"}");
    }

    /** Ends a fact. */
    @Command(
            name = "retire",
            mixinStandardHelpOptions = true,
            description = "End the active fact without a new one. It stays in the history.")
    int retire(
            @Mixin Key key,
            @Mixin Expectation expectation,
            @Option(
                            names = "--invalid-at",
                            paramLabel = "TIME",
                            description = "Since when it is not true. Default: now.")
                    @Nullable
                    String invalidAt,
            @Option(
                            names = "--reason",
                            paramLabel = "TEXT",
                            defaultValue = "praxis fact retire",
                            description = "Why, for the record.")
                    String reason) {
        Optional<Expected> expected = expectation.expected();
        try (Workspace workspace = cli.workspace()) {
            Instant at = invalidAt == null ? workspace.now() : UtcMicros.parse(invalidAt);
            FactKey factKey = key.in(workspace.existingStore());
            RetirementRequest request = new RetirementRequest(factKey, at, workspace.actor(), reason);
            Fact fact = expected.isPresent()
                    ? workspace.existingStore().retireIf(request, expected.get())
                    : workspace.existingStore().retire(request);
            cli.output().result(FactRendering.json(fact), FactRendering.lines(fact));
            return ExitCode.OK.status();
        }
    }
}
