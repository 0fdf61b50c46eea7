package dev.praxis.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.PraxisException;
import dev.praxis.api.action.ActionOutcome;
import dev.praxis.api.action.ActuatorProvider;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.home.HomePaths;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.plugin.Providers;
import dev.praxis.api.store.Capability;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.StoreProvider;
import dev.praxis.api.store.Vector;
import dev.praxis.api.store.VectorMatch;
import dev.praxis.api.store.VectorSpace;
import dev.praxis.api.store.VectorStore;
import dev.praxis.api.store.VersionConflictException;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.audit.AuditJournal;
import dev.praxis.audit.AuditLog;
import dev.praxis.audit.AuditVerifier;
import dev.praxis.audit.JournalOptions;
import dev.praxis.execution.ActionDeniedException;
import dev.praxis.execution.ActionGate;
import dev.praxis.execution.ActionProposal;
import dev.praxis.execution.Actuators;
import dev.praxis.execution.Caller;
import dev.praxis.execution.GateServices;
import dev.praxis.execution.approval.ApprovalChannel;
import dev.praxis.execution.approval.ApprovalNotice;
import dev.praxis.execution.approval.ApprovalRegistry;
import dev.praxis.execution.approval.ApprovalToken;
import dev.praxis.execution.home.PraxisHome;
import dev.praxis.execution.host.HostDirectory;
import dev.praxis.execution.stop.HardStops;
import dev.praxis.redaction.RedactingStore;
import dev.praxis.redaction.Redactor;
import dev.praxis.sandbox.ProcessCommandRunner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README.md and docs/guides/embedding.md show, compiled and run. */
class EmbeddingSampleTest {

    @TempDir
    Path dir;

    private Map<String, String> environment;

    @BeforeEach
    void aHomeAndAStandInForTalosctl() throws IOException {
        Path bin = Files.createDirectory(dir.resolve("bin"));
        Path talosctl = Files.writeString(bin.resolve("talosctl"), "#!/bin/sh\necho \"stand-in: $1\"\n");
        Files.setPosixFilePermissions(talosctl, PosixFilePermissions.fromString("rwx------"));
        environment = Map.of("PRAXIS_HOME", dir.resolve("home").toString(), "PATH", bin + ":/usr/bin:/bin");
    }

    @Test
    void theReadmeActsThroughTheGate() {
        HomePaths home = PraxisHome.open(HomePaths.resolve(null, environment)).paths();
        try (Store store = openStore(home, Redactor.standard())) {
            declareHost(store);
        }
        List<ApprovalNotice> pager = new ArrayList<>();
        ActionOutcome outcome = act(environment, pager::add, proposal("version"));
        assertEquals(ActionOutcome.Status.SUCCEEDED, outcome.status(), outcome.message());
        assertEquals(List.of(), pager, "an observation needs no human");
    }

    private static ActionOutcome act(Map<String, String> environment, ApprovalChannel pager, ActionProposal proposal) {
        HomePaths home = PraxisHome.open(HomePaths.resolve(null, environment)).paths();
        Redactor redactor = Redactor.standard();
        Clock clock = Clock.systemUTC();
        try (Store store = openStore(home, redactor);
                AuditLog audit = AuditJournal.open(home.audit(), redactor, clock, JournalOptions.defaults())) {
            ActionGate gate = new ActionGate(new GateServices(
                    Actuators.of(Providers.discover("actuator", ServiceLoader.load(ActuatorProvider.class))),
                    store,
                    new ApprovalRegistry(home.approvals(), new SecureRandom(), clock, Duration.ofMinutes(10)),
                    pager,
                    audit,
                    redactor,
                    new ProcessCommandRunner(redactor, environment),
                    clock,
                    new HardStops(home.stops(), clock)));
            return gate.run(proposal, Optional.empty());
        }
    }

    private static Store openStore(HomePaths home, Redactor redactor) {
        URI location = URI.create("sqlite:" + home.facts().toUri().getRawPath());
        StoreProvider provider = Providers.discover("store", ServiceLoader.load(StoreProvider.class))
                .named("sqlite");
        return RedactingStore.wrap(provider.open(location, StoreOptions.defaults()), redactor);
    }

    private static void declareHost(Store store) {
        JsonObject node = CanonicalJson.parseObject("{\"node\":\"10.5.0.2\",\"endpoint\":\"10.5.0.2\"}");
        store.put(HostDirectory.declaration("cp-1", "talos", node, Instant.now(), "my-bot", "first of the lab"));
    }

    private static ActionProposal proposal(String verb) {
        Caller caller = new Caller("my-bot", "my-bot/1.0", UUID.randomUUID().toString());
        return new ActionProposal("talos", verb, "cp-1", JsonObject.EMPTY, "kernel update", caller);
    }

    @Test
    void aStaleWriteIsRefused() {
        HomePaths home = PraxisHome.open(HomePaths.resolve(null, environment)).paths();
        try (Store opened = openStore(home, Redactor.standard())) {
            Instant now = Instant.now();
            if (!(opened instanceof VersionedStore store)) {
                throw new IllegalStateException("this backend has no compare-and-set");
            }
            Fact first = store.putIf(role("worker", now), Expected.absent());
            Fact second = store.putIf(role("control-plane", now), Expected.version(first.version()));
            VersionConflictException conflict = assertThrows(
                    VersionConflictException.class,
                    () -> store.putIf(role("worker", now), Expected.version(first.version())));
            assertEquals(Optional.of(second), conflict.current());
        }
    }

    @Test
    void whatIsSimilarIsFound() {
        HomePaths home = PraxisHome.open(HomePaths.resolve(null, environment)).paths();
        try (Store store = openStore(home, Redactor.standard())) {
            assertEquals("the fan of cp-1 is loud", similar(store, "a loud fan"));
        }
    }

    private static String similar(Store store, String question) {
        VectorStore vectors = Capability.require(store, VectorStore.class);
        VectorSpace space = new VectorSpace("letters-1", 26);
        for (String text : List.of("the disk of cp-2 is full", "the fan of cp-1 is loud", "all is well")) {
            Fact fact = store.put(note(text, Instant.now()));
            vectors.embed(space, fact.id(), model(text(fact)));
        }
        List<VectorMatch> matches = vectors.nearest(space, model(question), 1);
        return text(matches.get(0).fact());
    }

    private static Assertion note(String text, Instant now) {
        FactKey key = new FactKey("note:" + UUID.randomUUID(), "text", "declared");
        return new Assertion(key, JsonObject.builder().put("text", text).build(), now, "my-bot", "somebody said it");
    }

    private static String text(Fact note) {
        return note.assertion().value().string("text").orElseThrow();
    }

    /** In place of a model: how often there is each letter. */
    private static Vector model(String text) {
        float[] letters = new float[26];
        text.chars().filter(c -> c >= 'a' && c <= 'z').forEach(c -> letters[c - 'a']++);
        return Vector.of(letters);
    }

    private static Assertion role(String role, Instant now) {
        FactKey key = new FactKey("host:cp-1", "role", "declared");
        JsonObject value = JsonObject.builder().put("role", role).build();
        return new Assertion(key, value, now, "my-bot", "from the inventory");
    }

    @Test
    void aHumanDecides() {
        HomePaths home = PraxisHome.open(HomePaths.resolve(null, environment)).paths();
        Redactor redactor = Redactor.standard();
        Clock clock = Clock.systemUTC();
        List<ApprovalNotice> pager = new ArrayList<>();
        try (Store store = openStore(home, redactor);
                AuditLog audit = AuditJournal.open(home.audit(), redactor, clock, JournalOptions.defaults())) {
            declareHost(store);
            ActionGate gate = new ActionGate(new GateServices(
                    Actuators.of(Providers.discover("actuator", ServiceLoader.load(ActuatorProvider.class))),
                    store,
                    new ApprovalRegistry(home.approvals(), new SecureRandom(), clock, Duration.ofMinutes(10)),
                    pager::add,
                    audit,
                    redactor,
                    new ProcessCommandRunner(redactor, environment),
                    clock,
                    new HardStops(home.stops(), clock)));

            assertEquals("DENIED", attempt(gate, proposal("reboot"), Optional.empty()));
            gate.dryRun(proposal("reboot"));
            ApprovalToken token = pager.get(0).token();
            assertFalse(String.valueOf(pager.get(0)).contains(token.reveal()), "a notice in a log gives nothing away");
            assertEquals("SUCCEEDED", attempt(gate, proposal("reboot"), Optional.of(token)));
            assertEquals("DENIED", attempt(gate, proposal("reboot"), Optional.of(token)));
        }
        assertTrue(AuditVerifier.verify(home.audit()).isIntact());
    }

    private static String attempt(ActionGate gate, ActionProposal proposal, Optional<ApprovalToken> token) {
        try {
            return gate.run(proposal, token).status().name();
        } catch (ActionDeniedException e) {
            return "DENIED"; // on record; a human must decide
        } catch (PraxisException e) {
            return e.retryable() ? "TRY AGAIN" : e.code();
        }
    }
}
