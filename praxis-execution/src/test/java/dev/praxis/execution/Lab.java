package dev.praxis.execution;

import dev.praxis.api.Sha256;
import dev.praxis.api.action.ActionOutcome;
import dev.praxis.api.action.Command;
import dev.praxis.api.action.CommandResolution;
import dev.praxis.api.action.CommandResult;
import dev.praxis.api.action.CommandRunner;
import dev.praxis.api.action.OutputDigest;
import dev.praxis.api.action.ResolvingCommandRunner;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.plugin.ProviderException;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.audit.AuditLog;
import dev.praxis.execution.approval.ApprovalNotice;
import dev.praxis.execution.approval.ApprovalRegistry;
import dev.praxis.execution.approval.ApprovalToken;
import dev.praxis.execution.host.HostDirectory;
import dev.praxis.execution.stop.HardStops;
import dev.praxis.redaction.Redactor;
import dev.praxis.testkit.store.ModelStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** A gate with everything around it under control: the clock, the hosts, the actuator, the runner, the human. */
final class Lab {

    static final OutputDigest OUTPUT = new OutputDigest(Sha256.of(new byte[] {1, 2}), 2);
    static final Caller ALICE = new Caller("alice", "test/1", "r-1");

    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T08:00:00Z"));
    final ModelStore store = new ModelStore(StoreOptions.defaults());
    final RecordingAuditLog audit = new RecordingAuditLog();
    /** Where a new gate records. */
    AuditLog log = audit;

    final LabActuator actuator = new LabActuator();
    final List<Command> ran = new CopyOnWriteArrayList<>();
    final List<ApprovalNotice> notices = new CopyOnWriteArrayList<>();
    final Path approvals;
    final HardStops stops;
    CommandRunner runner = command -> {
        ran.add(command);
        return new CommandResult(0, false, OUTPUT, "fine", Duration.ofMillis(5));
    };
    /** What the commands stand for, if the runner does not say. */
    Function<Command, CommandResolution> resolution = command -> new CommandResolution(
            Optional.of("/lab/bin/" + command.argv().get(0)), Map.of("HOME", variable("/home/op")));

    ActionGate gate;

    Lab(Path directory) {
        approvals = directory.resolve("approvals");
        stops = new HardStops(directory.resolve("stops"), now::get);
        declare("a", "lab", "10.0.0.1");
        declare("b", "lab", "10.0.0.3");
        declare("s", "switch", "10.0.0.4");
        gate = newGate();
    }

    /** Another gate on the same home, as another process would have. */
    ActionGate newGate() {
        return new ActionGate(new GateServices(
                this::named,
                store,
                new ApprovalRegistry(approvals, new SecureRandom(), now::get, ApprovalRegistry.DEFAULT_TIME_TO_LIVE),
                notices::add,
                log,
                Redactor.standard(),
                commands(),
                now::get,
                stops));
    }

    /** The lab's runner at the time of the call, whatever it is then. */
    ResolvingCommandRunner commands() {
        return new ResolvingCommandRunner() {
            @Override
            public CommandResolution resolve(Command command) {
                return runner instanceof ResolvingCommandRunner resolving
                        ? resolving.resolve(command)
                        : resolution.apply(command);
            }

            @Override
            public CommandResult run(Command command, CommandResolution resolved) {
                return runner instanceof ResolvingCommandRunner resolving
                        ? resolving.run(command, resolved)
                        : runner.run(command);
            }
        };
    }

    static CommandResolution.Variable variable(String path) {
        return new CommandResolution.Variable(Sha256.of(path.getBytes(StandardCharsets.UTF_8)), path);
    }

    void declare(String name, String type, String node) {
        JsonObject attributes = JsonObject.builder().put("node", node).build();
        store.put(HostDirectory.declaration(name, type, attributes, now.get(), "alice", "test"));
    }

    /** A dry run; the token that the human gets. */
    ApprovalToken approve(ActionProposal proposal) {
        gate.dryRun(proposal);
        return notices.get(notices.size() - 1).token();
    }

    ActionOutcome run(ActionProposal proposal, ApprovalToken token) {
        return gate.run(proposal, Optional.of(token));
    }

    static ActionProposal wipe(String arguments) {
        return proposal("wipe", "a", arguments);
    }

    static ActionProposal proposal(String verb, String host, String arguments) {
        return new ActionProposal("lab", verb, host, CanonicalJson.parseObject(arguments), "because", ALICE);
    }

    private LabActuator named(String name) {
        if (!name.equals("lab")) {
            throw new ProviderException("no actuator plugin is named '" + name + "'");
        }
        return actuator;
    }
}
