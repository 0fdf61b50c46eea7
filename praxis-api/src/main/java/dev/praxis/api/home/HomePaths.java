package dev.praxis.api.home;

import dev.praxis.api.InvalidArgumentException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The places below the praxis home. The one resolver for every surface: library, command line and shell. Everything is
 * derived from the base, so a given base moves all of it.
 *
 * @param base the home itself, absolute
 */
public record HomePaths(Path base) {

    /**
     * Makes the base absolute.
     *
     * @param base the home
     */
    public HomePaths {
        base = base.toAbsolutePath().normalize();
    }

    /**
     * Finds the home: the explicit place if there is one, else the variable {@code PRAXIS_HOME}, else
     * {@code $XDG_STATE_HOME/praxis}, else {@code $HOME/.local/state/praxis} (XDG Base Directory Specification 0.8,
     * "Environment variables"; a relative {@code XDG_STATE_HOME} is ignored as it says). An empty variable counts as
     * absent; an empty explicit place is refused, since it is most likely a variable that somebody forgot to set.
     *
     * @param explicit the place that the caller was told, or null
     * @param environment the environment variables of the process
     * @return the places
     * @throws InvalidArgumentException if nothing names a home, or what does is empty or not a path
     */
    public static HomePaths resolve(@Nullable String explicit, Map<String, String> environment) {
        if (explicit != null) {
            if (explicit.isEmpty()) {
                throw new InvalidArgumentException(
                        "the home that was given is empty; name a directory, or name none to use the default");
            }
            return new HomePaths(path("the home that was given", explicit));
        }
        String praxisHome = environment.getOrDefault("PRAXIS_HOME", "");
        if (!praxisHome.isEmpty()) {
            return new HomePaths(path("PRAXIS_HOME", praxisHome));
        }
        String stateHome = environment.getOrDefault("XDG_STATE_HOME", "");
        if (!stateHome.isEmpty() && path("XDG_STATE_HOME", stateHome).isAbsolute()) {
            return new HomePaths(path("XDG_STATE_HOME", stateHome).resolve("praxis"));
        }
        String home = environment.getOrDefault("HOME", "");
        if (home.isEmpty()) {
            throw new InvalidArgumentException(
                    "no place for the praxis home: set PRAXIS_HOME, XDG_STATE_HOME or HOME, or name one");
        }
        return new HomePaths(
                path("HOME", home).resolve(".local").resolve("state").resolve("praxis"));
    }

    /**
     * The embedded fact store.
     *
     * @return a file
     */
    public Path facts() {
        return base.resolve("facts.db");
    }

    /**
     * The audit log.
     *
     * @return a directory
     */
    public Path audit() {
        return base.resolve("audit");
    }

    /**
     * The key that signs the audit log.
     *
     * @return a file
     */
    public Path auditKey() {
        return base.resolve("keys").resolve("audit.key");
    }

    /**
     * How the audit log works, which the operator writes.
     *
     * @return a file
     */
    public Path auditSettings() {
        return base.resolve("audit.json");
    }

    /**
     * The list of audit sinks, which the operator writes.
     *
     * @return a file
     */
    public Path auditSinks() {
        return base.resolve("audit-sinks.json");
    }

    /**
     * The approvals that are open or used.
     *
     * @return a directory
     */
    public Path approvals() {
        return base.resolve("approvals");
    }

    /**
     * The hard stops, while any stands or stood.
     *
     * @return a directory
     */
    public Path stops() {
        return base.resolve("stops");
    }

    /**
     * The private key that this home signs files with.
     *
     * @return a file
     */
    public Path signingKey() {
        return base.resolve("keys").resolve("signing.key");
    }

    /**
     * Whose signatures are trusted.
     *
     * @return a file
     */
    public Path allowedSigners() {
        return base.resolve("allowed_signers");
    }

    private static Path path(String what, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new InvalidArgumentException(what + " is not a path: " + e.getReason());
        }
    }
}
