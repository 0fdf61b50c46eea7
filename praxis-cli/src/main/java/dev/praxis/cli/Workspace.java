package dev.praxis.cli;

import dev.praxis.api.home.HomePaths;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreAbsentException;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.StoreUnavailableException;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.audit.AuditLog;
import dev.praxis.audit.AuditReader;
import dev.praxis.execution.ActionGate;
import dev.praxis.execution.Actuators;
import dev.praxis.execution.GateServices;
import dev.praxis.execution.approval.ApprovalRegistry;
import dev.praxis.execution.home.PraxisHome;
import dev.praxis.execution.host.HostUnknownException;
import dev.praxis.execution.stop.HardStops;
import dev.praxis.redaction.RedactingStore;
import dev.praxis.redaction.Redactor;
import dev.praxis.sandbox.ProcessCommandRunner;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a command works on: the home and what is in it, opened when it is first needed. Confined to one thread. */
final class Workspace implements AutoCloseable {

    private final CliContext context;
    private final Globals globals;
    private final Running running;
    private final Actuators actuators;
    private final Redactor redactor = Redactor.standard();
    private final HomePaths paths;
    private @Nullable StoreChoice choice;
    private @Nullable Store store;

    Workspace(CliContext context, Globals globals, Running running, Actuators actuators) {
        this.context = context;
        this.globals = globals;
        this.running = running;
        this.actuators = actuators;
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

    /** The places of a home that is ours alone or not there yet; looks only. */
    HomePaths home() {
        PraxisHome.find(paths);
        return paths;
    }

    /** The hard stops of the home; none if there is no home. */
    HardStops stops() {
        return new HardStops(home().stops(), context.clock());
    }

    /** The places of the home, made if there is none. */
    HomePaths madeHome() {
        PraxisHome.open(paths);
        return paths;
    }

    /** The directory of the audit log, of a home that is ours alone or not there yet; looks only. */
    Path auditDirectory() {
        return home().audit();
    }

    /** The same, where there must be a log: none at all verifies nothing, since somebody may have removed everything. */
    Path existingAuditDirectory() {
        Path directory = auditDirectory();
        if (!AuditReader.hasLog(directory)) {
            throw new NoAuditLogException(directory);
        }
        return directory;
    }

    /** The store, made if there is none. */
    VersionedStore store() {
        return redacting(bareStore());
    }

    /** The store, which must be there: for commands that have nothing to do without it. */
    VersionedStore existingStore() {
        return redacting(existingBareStore());
    }

    /** The store if there is one; looks only. */
    Optional<VersionedStore> storeIfAny() {
        return bareStoreIfAny().map(this::redacting);
    }

    /**
     * The store without what redacts, made if there is none. Only for changes that were redacted when they were written, and
     * for looking beneath.
     */
    Store bareStore() {
        if (store == null && Files.exists(paths.facts(), LinkOption.NOFOLLOW_LINKS)) {
            // The store first: one that is refused must leave the home as it was.
            store = open(StoreOptions.defaults());
            PraxisHome.open(paths);
        } else if (store == null) {
            PraxisHome.open(paths);
            store = open(StoreOptions.defaults());
        }
        return store;
    }

    /** The store without what redacts, which must be there, to be read only: nothing of it is changed, and none is brought forward. */
    Store existingBareStoreForReading() {
        return existing(bareStoreIfAny(StoreOptions.defaults().forReading()));
    }

    /** The store without what redacts, which must be there. */
    private Store existingBareStore() {
        return existing(bareStoreIfAny());
    }

    private Store existing(Optional<Store> found) {
        return found.orElseThrow(() -> new StoreAbsentException(
                "there is no store " + (choice().isNamed() ? "at the named location" : "in " + paths.base())
                        + " yet; record something first: praxis observe host",
                null));
    }

    private Optional<Store> bareStoreIfAny() {
        return bareStoreIfAny(StoreOptions.defaults().mustExist());
    }

    private Optional<Store> bareStoreIfAny(StoreOptions options) {
        if (store == null) {
            boolean homeIsThere = PraxisHome.find(paths).isPresent();
            if (!choice().isNamed() && (!homeIsThere || !Files.exists(paths.facts(), LinkOption.NOFOLLOW_LINKS))) {
                return Optional.empty();
            }
            try {
                store = open(options);
            } catch (StoreAbsentException e) {
                if (choice().isNamed()) {
                    return Optional.empty();
                }
                throw e;
            }
        }
        return Optional.of(store);
    }

    private StoreChoice choice() {
        if (choice == null) {
            choice = new StoreChoice(globals, context.environment());
        }
        return choice;
    }

    private Store open(StoreOptions options) {
        return choice().open(paths.facts(), options.withClock(context.clock()));
    }

    private VersionedStore redacting(Store bare) {
        if (bare instanceof VersionedStore versioned) {
            return RedactingStore.wrap(versioned, redactor);
        }
        throw new StoreUnavailableException("the store has no compare-and-set; name one that has", null);
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
                actuators,
                hosts,
                approvals,
                new ConsoleApprovalChannel(context.console()),
                audit(),
                redactor,
                running.with(new ProcessCommandRunner(redactor, context.environment())),
                context.clock(),
                stops()));
    }

    /** Opened for each record, so that an action that takes its time keeps no other command from the log. */
    AuditLog audit() {
        return log().onDemand();
    }

    /** The log as the host wants it; looks only. */
    HostLog log() {
        PraxisHome.find(paths);
        return new HostLog(paths, context);
    }

    /** Waits until the process is to end, but no longer than so. Whether it is to end. */
    boolean awaitStop(Duration longest) {
        return running.awaitStop(longest);
    }

    static ClassLoader classLoader() {
        return Workspace.class.getClassLoader();
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
        }
    }
}
