package dev.praxis.cli;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that every command takes. */
final class Globals {

    static final String STORE_VARIABLE = "PRAXIS_STORE";

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description =
                    "The praxis home. Default: $PRAXIS_HOME, else $XDG_STATE_HOME/praxis, else ~/.local/state/praxis.")
    @Nullable
    String home;

    @Option(
            names = "--store",
            paramLabel = "URI",
            scope = ScopeType.INHERIT,
            description = {
                "Where the facts are, such as postgresql://praxis_app@db.example.org/fleet?sslmode=verify-full (password:"
                        + " $PGPASSWORD or ~/.pgpass) or sqlite:/path.",
                "Default: $PRAXIS_STORE, else a SQLite file in the home."
            })
    @Nullable
    String store;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Print results as JSON, one object per line; errors too, on standard error.")
    boolean json;

    @Option(
            names = "--actor",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Who acts, for the record. Default: $USER, else the user of the process.")
    @Nullable
    String actor;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    boolean debug;

    /** The location of the store, if one is named. */
    Optional<String> storeOr(Map<String, String> environment) {
        return Optional.ofNullable(store != null ? store : environment.get(STORE_VARIABLE))
                .filter(location -> !location.isEmpty());
    }

    String actorOr(Map<String, String> environment) {
        if (actor != null) {
            return actor;
        }
        String user = environment.getOrDefault("USER", "");
        return user.isEmpty() ? System.getProperty("user.name", "unknown") : user;
    }
}
