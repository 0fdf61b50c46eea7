package dev.praxis.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.action.ActionOutcome;
import dev.praxis.api.action.InvalidActionException;
import dev.praxis.api.action.Tier;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.audit.AuditJournal;
import dev.praxis.audit.AuditLog;
import dev.praxis.audit.AuditReader;
import dev.praxis.audit.JournalOptions;
import dev.praxis.audit.sink.PlannedSink;
import dev.praxis.audit.sink.SinkMode;
import dev.praxis.audit.sink.SinkPlan;
import dev.praxis.audit.sink.local.FileSinkProvider;
import dev.praxis.execution.ActionGate;
import dev.praxis.execution.ActionPreview;
import dev.praxis.execution.ActionProposal;
import dev.praxis.execution.Caller;
import dev.praxis.execution.GateServices;
import dev.praxis.execution.approval.ApprovalNotice;
import dev.praxis.execution.approval.ApprovalRegistry;
import dev.praxis.execution.host.HostDirectory;
import dev.praxis.execution.stop.HardStops;
import dev.praxis.redaction.Redactor;
import dev.praxis.sandbox.ProcessCommandRunner;
import dev.praxis.store.sqlite.SqliteStoreProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugins that docs/guides/plugins.md shows do what it says. */
class PluginSamplesTest {

    private static final String TOKEN = "acme_" + "0123456789abcdef".repeat(2);

    @TempDir
    Path dir;

    private final List<ApprovalNotice> notices = new ArrayList<>();

    @Test
    void theActuatorTheSinkAndTheRulesWorkTogether() throws IOException {
        Path systemctl = Files.writeString(dir.resolve("systemctl"), "#!/bin/sh\necho \"stand-in: $*\"\n");
        Files.setPosixFilePermissions(systemctl, PosixFilePermissions.fromString("rwx------"));
        Path copy = dir.resolve("copy.jsonl");
        Clock clock = Clock.systemUTC();
        Redactor redactor = Redactor.with(List.of(new AcmeRules()));
        PlannedSink sink =
                PlannedSink.of("copy", SinkMode.REQUIRED, new FileSinkProvider(), Map.of("path", copy.toString()));
        try (Store store = new SqliteStoreProvider().open(URI.create("sqlite::memory:"), StoreOptions.defaults());
                AuditLog audit = AuditJournal.open(
                        dir.resolve("audit"),
                        redactor,
                        clock,
                        JournalOptions.defaults().withSinks(SinkPlan.of(sink)))) {
            ActionGate gate = new ActionGate(new GateServices(
                    name -> new UnitActuatorProvider().create(),
                    store,
                    new ApprovalRegistry(dir.resolve("approvals"), new SecureRandom(), clock, Duration.ofMinutes(10)),
                    notices::add,
                    audit,
                    redactor,
                    new ProcessCommandRunner(redactor, Map.of("PATH", dir + ":/usr/bin:/bin")),
                    clock,
                    new HardStops(dir.resolve("stops"), clock)));
            JsonObject machine = JsonObject.builder().put("machine", "web-1").build();
            store.put(HostDirectory.declaration("web", "systemd", machine, clock.instant(), "me", "lab"));

            ActionPreview preview = gate.dryRun(restart("nginx.service"));
            assertEquals(Tier.T3, preview.classification().tier(), "the gate does not know systemctl: the worst");
            ActionOutcome outcome = gate.run(
                    restart("nginx.service"), Optional.of(notices.get(0).token()));
            assertEquals(
                    "stand-in: --host=web-1 restart -- nginx.service",
                    outcome.excerpt().strip());
            assertThrows(InvalidActionException.class, () -> gate.dryRun(restart("; reboot")));
        }
        assertEquals(AuditReader.tail(dir.resolve("audit"), 10), Files.readAllLines(copy));
        assertTrue(Files.readString(copy).contains("because of [REDACTED]"), Files.readString(copy));
        assertTrue(Files.readString(copy).contains("secrets/3+acme/1"), Files.readString(copy));
    }

    private static ActionProposal restart(String unit) {
        JsonObject arguments = JsonObject.builder().put("unit", unit).build();
        return new ActionProposal(
                "unit", "restart", "web", arguments, "because of " + TOKEN, new Caller("me", "sample/1", "request-1"));
    }
}
