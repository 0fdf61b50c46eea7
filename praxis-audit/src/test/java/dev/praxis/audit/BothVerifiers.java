package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
import dev.praxis.api.json.JsonValue;
import dev.praxis.audit.tlog.FileWitness;
import dev.praxis.audit.tlog.SignedCheckpoint;
import dev.praxis.audit.tlog.TrustPolicy;
import dev.praxis.signing.SigningFormatException;
import dev.praxis.signing.note.NoteVerifierKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The verifier and the second one in Python, asked about the same evidence. One process answers for the second one, from the first
 * test of a class that registers this to the last.
 */
final class BothVerifiers implements BeforeAllCallback, AfterAllCallback {

    private static final Path SCRIPT = Path.of("tools", "praxis_verify.py").toAbsolutePath();

    /** Reads arguments as JSON, a line each time, and answers with the exit status and what was printed. */
    private static final String SERVER = """
            import contextlib, importlib.util, io, json, sys, traceback
            sys.dont_write_bytecode = True
            spec = importlib.util.spec_from_file_location("praxis_verify", sys.argv[1])
            verify = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(verify)
            for line in sys.stdin:
                out, err = io.StringIO(), io.StringIO()
                with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                    try:
                        status = verify.main(json.loads(line))
                    except BaseException:
                        traceback.print_exc()
                        status = 1
                print(json.dumps([status, out.getvalue(), err.getvalue()]), flush=True)
            """;

    private @Nullable Process process;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        process = new ProcessBuilder("python3", "-S", "-E", "-c", SERVER, SCRIPT.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (process != null) {
            process.destroy();
        }
    }

    /** What the second one said. */
    record Answer(int status, String out, String err) {

        List<String> lines() {
            return out.lines().toList();
        }
    }

    /** What both said. */
    record Verdict(int status, List<Finding.Kind> kinds) {}

    /** Asks the second one alone. */
    Answer python(List<String> arguments) throws IOException {
        Process server = Objects.requireNonNull(process, "registered as an extension");
        OutputStream in = server.getOutputStream();
        in.write((CanonicalJson.text(JsonArray.ofStrings(arguments)) + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
        BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
        String answer = Objects.requireNonNull(out.readLine(), "the second verifier died");
        List<JsonValue> parts = ((JsonArray) CanonicalJson.parse(answer)).elements();
        return new Answer(
                (int) ((JsonNumber) parts.get(0)).value(),
                ((JsonString) parts.get(1)).value(),
                ((JsonString) parts.get(2)).value());
    }

    /** Asks both about a log, and asserts that they say the same. */
    Verdict of(Path log, NoteVerifierKey key, List<Path> kept) throws IOException {
        return of(log, key, kept, null);
    }

    /** The same with a policy for cosignatures. */
    Verdict of(Path log, NoteVerifierKey key, List<Path> kept, @Nullable Path policy) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("log", log.toString(), "--key", key.toString()));
        List<Anchor> anchors = new ArrayList<>();
        for (Path each : kept) {
            arguments.addAll(List.of("--witness", each.toString()));
            boolean witness = Files.isDirectory(each);
            Path file = witness ? FileWitness.checkpointOf(each, key.name()) : each;
            anchors.add(new Anchor(
                    each.toString(),
                    SignedCheckpoint.read(file, key).orElseThrow().checkpoint(),
                    witness ? FileWitness.otherLogs(each, key.name()) : 0));
        }
        if (policy != null) {
            arguments.addAll(List.of("--policy", policy.toString()));
        }
        Answer second = python(arguments);
        VerificationReport first;
        try {
            first = AuditVerifier.verify(
                    log, key, anchors, policy == null ? null : TrustPolicy.parse(Files.readAllBytes(policy)));
        } catch (SigningFormatException e) {
            assertEquals(29, second.status(), () -> e.getMessage() + "; and the other: " + second);
            return new Verdict(29, List.of());
        } catch (AuditUnavailableException e) {
            assertEquals(19, second.status(), () -> e.getMessage() + "; and the other: " + second);
            return new Verdict(19, List.of());
        }
        assertEquals(status(first), second.status(), () -> first.findings() + "; and the other: " + second);
        List<String> lines = second.lines();
        assertEquals(
                first.findings().stream().map(BothVerifiers::place).toList(),
                lines.subList(0, lines.size() - 1).stream()
                        .map(BothVerifiers::place)
                        .toList());
        JsonObject verdict = CanonicalJson.parseObject(lines.get(lines.size() - 1));
        assertEquals(first.records(), number(verdict, "records"));
        assertEquals(first.lastSequence(), number(verdict, "lastSequence"));
        assertEquals(first.signed(), number(verdict, "signed"));
        assertEquals(first.pruned(), number(verdict, "pruned"));
        assertEquals(first.findingCount(), number(verdict, "findingCount"));
        assertEquals(takenIn(first), verdict.get("takenIn").orElseThrow().toString());
        return new Verdict(
                second.status(), first.findings().stream().map(Finding::kind).toList());
    }

    private static String takenIn(VerificationReport report) {
        List<JsonValue> all = new ArrayList<>();
        for (TakenIn each : report.takenIn()) {
            all.add(JsonArray.of(
                    List.of(JsonNumber.of(each.first()), JsonNumber.of(each.last()), JsonNumber.of(each.record()))));
        }
        return JsonArray.of(all).toString();
    }

    private static int status(VerificationReport report) {
        return report.innermost()
                .map(layer -> switch (layer) {
                    case RECORDS -> 18;
                    case TREE -> 33;
                    case WITNESS -> 34;
                })
                .orElse(0);
    }

    private static String place(Finding finding) {
        return finding.kind() + " " + finding.file() + " " + finding.line() + " " + finding.offset() + " "
                + finding.sequence();
    }

    private static String place(String json) {
        JsonObject finding = CanonicalJson.parseObject(json);
        return finding.string("kind").orElseThrow() + " "
                + finding.string("file").orElseThrow() + " " + number(finding, "line") + " " + number(finding, "offset")
                + " " + number(finding, "sequence");
    }

    private static long number(JsonObject object, String name) {
        return (long) ((JsonNumber) object.get(name).orElseThrow()).value();
    }
}
