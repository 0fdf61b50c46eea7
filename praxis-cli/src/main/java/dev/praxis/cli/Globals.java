package dev.praxis.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that every command takes. */
final class Globals {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description =
                    "The praxis home. Default: $PRAXIS_HOME, else $XDG_STATE_HOME/praxis, else ~/.local/state/praxis.")
    @Nullable
    String home;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Print results as JSON, one object per line; errors too, on standard error.")
    boolean json;

    @Option(
            names = "--actor",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Who acts, for the record. Default: $USER.")
    @Nullable
    String actor;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    boolean debug;

    String actorOr(Map<String, String> environment) {
        if (actor != null) {
            return actor;
        }
        String user = environment.getOrDefault("USER", "");
        return user.isEmpty() ? "unknown" : user;
    }
}
