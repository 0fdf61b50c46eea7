package dev.praxis.cli;

import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.home.HomePaths;
import dev.praxis.api.plugin.Providers;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreAbsentException;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.StoreProvider;
import dev.praxis.api.store.StoreUnavailableException;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.audit.AuditJournal;
import dev.praxis.audit.AuditLog;
import dev.praxis.execution.ActionGate;
import dev.praxis.execution.GateServices;
import dev.praxis.execution.approval.ApprovalRegistry;
import dev.praxis.execution.home.PraxisHome;
import dev.praxis.execution.host.HostUnknownException;
import dev.praxis.redaction.RedactingStore;
import dev.praxis.redaction.Redactor;
import dev.praxis.sandbox.ProcessCommandRunner;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** What a command works on: the home and what is in it, opened when it is first needed. Confined to one thread. */
final class Workspace implements AutoCloseable {

    /** The store backend that this command uses. */
    static final String STORE = "sqlite";

    private static final Duration LOCK_WAIT = Duration.ofSeconds(10);

    private final CliContext context;
    private final Globals globals;
    private final Running running;
    private final Redactor redactor = Redactor.standard();
    private final HomePaths paths;
    private @Nullable VersionedStore store;
    private @Nullable AuditLog audit;

    Workspace(CliContext context, Globals globals, Running running) {
        this.running = running;
        this.context = context;
        this.globals = globals;
        this.paths = HomePaths.resolve(globals.home, context.environment());
    }

    Redactor redactor() {
        return redactor;
    }

    Instant now() {
        return context.clock().instant();
    }

    String actor() {
        return globals.actorOr(context.environment());
    }

    /** The directory of the audit log, of a home that is ours alone or not there yet; looks only. */
    Path auditDirectory() {
        PraxisHome.find(paths);
        return paths.audit();
    }

    /** The store, made if there is none. */
    VersionedStore store() {
        if (store == null) {
            PraxisHome.open(paths);
            store = open(StoreOptions.defaults());
        }
        return store;
    }

    /** The store, which must be there: for commands that have nothing to do without it. */
    VersionedStore existingStore() {
        return storeIfAny()
                .orElseThrow(() -> new StoreAbsentException(
                        "there is no store in " + paths.base() + " yet; record something first: praxis observe host",
                        null));
    }

    /** The store if there is one; looks only. */
    Optional<VersionedStore> storeIfAny() {
        if (store == null
                && (PraxisHome.find(paths).isEmpty() || !Files.exists(paths.facts(), LinkOption.NOFOLLOW_LINKS))) {
            return Optional.empty();
        }
        if (store == null) {
            store = open(StoreOptions.defaults().mustExist());
        }
        return Optional.of(store);
    }

    private VersionedStore open(StoreOptions options) {
        StoreProvider provider = Providers.discover("store", ServiceLoader.load(StoreProvider.class, classLoader()))
                .named(STORE);
        Store opened = provider.open(location(), options.withClock(context.clock()));
        if (opened instanceof VersionedStore versioned) {
            return RedactingStore.wrap(versioned, redactor);
        }
        opened.close();
        throw new StoreUnavailableException("the store at " + paths.facts() + " has no compare-and-set", null);
    }

    private URI location() {
        try {
            return new URI(STORE, null, paths.facts().toString(), null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("an absolute path makes a URI", e);
        }
    }

    /**
     * The gate. Where there is no store there is no host, and saying so must not make a store.
     *
     * @param host the host that the action is for
     */
    ActionGate gate(String host) {
        VersionedStore hosts = storeIfAny()
                .orElseThrow(() -> new HostUnknownException(
                        "no host is declared yet, so '" + host + "' is unknown; see: praxis host add --help"));
        ApprovalRegistry approvals = new ApprovalRegistry(
                paths.approvals(), new SecureRandom(), context.clock(), ApprovalRegistry.DEFAULT_TIME_TO_LIVE);
        return new ActionGate(new GateServices(
                NamedActuators.load(),
                hosts,
                approvals,
                new ConsoleApprovalChannel(context.console()),
                new DeferredAuditLog(),
                redactor,
                running.with(new ProcessCommandRunner(redactor, context.environment())),
                context.clock()));
    }

    private AuditLog audit() {
        if (audit == null) {
            audit = AuditJournal.open(paths.audit(), redactor, context.clock(), LOCK_WAIT, List.of());
        }
        return audit;
    }

    /** Opens the log at the first record, so that a request that is refused before the gate leaves no file behind. */
    private final class DeferredAuditLog implements AuditLog {

        @Override
        public AuditLine append(AuditEntry entry) {
            return audit().append(entry);
        }

        @Override
        public void close() {
            // The workspace closes what it opened.
        }
    }

    static ClassLoader classLoader() {
        return Workspace.class.getClassLoader();
    }

    @Override
    public void close() {
        try {
            if (audit != null) {
                audit.close();
            }
        } finally {
            if (store != null) {
                store.close();
            }
        }
    }
}
