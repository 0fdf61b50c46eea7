package dev.praxis.store.sqlite;

import dev.praxis.api.InvalidArgumentException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where a store is. */
sealed interface SqliteLocation {

    /** The one setting, as it is written. */
    String NORMAL = "synchronous=normal";

    /** A file at an absolute path. */
    record InFile(Path path, Synchronous synchronous) implements SqliteLocation {}

    /** Nowhere: gone when it is closed, and seen by nobody else. */
    record InMemory() implements SqliteLocation {}

    /**
     * Reads {@code sqlite:/absolute/path} (percent-encoded, RFC 3986) or {@code sqlite:///absolute/path}, each with
     * {@code ?synchronous=normal} or without, or {@code sqlite::memory:}.
     */
    static SqliteLocation parse(URI location) {
        if (!SqliteStoreProvider.SCHEME.equalsIgnoreCase(location.getScheme())) {
            throw refused(location, "its scheme is not " + SqliteStoreProvider.SCHEME);
        }
        if (location.getRawFragment() != null) {
            throw refused(location, "it has a fragment; write # in a path as %23");
        }
        if (":memory:".equals(location.getRawSchemeSpecificPart())) {
            return new InMemory();
        }
        String path = location.getPath();
        if (path == null || !path.startsWith("/")) {
            throw refused(location, "its path is not absolute");
        }
        if (location.getRawAuthority() != null) {
            throw refused(location, "it names a host, and a SQLite file is on this machine");
        }
        String query = location.getRawQuery();
        if (query != null && !query.equals(NORMAL)) {
            throw refused(location, "its query is not " + NORMAL + "; write ? in a path as %3F");
        }
        if (path.indexOf('\uFFFD') >= 0) {
            throw refused(location, "its path is not percent-encoded UTF-8");
        }
        try {
            return new InFile(Path.of(path).normalize(), query == null ? Synchronous.FULL : Synchronous.NORMAL);
        } catch (InvalidPathException e) {
            throw refused(location, "this system cannot have such a path: " + e.getReason());
        }
    }

    private static InvalidArgumentException refused(URI location, String why) {
        return new InvalidArgumentException("not the location of a SQLite store: " + location + ": " + why
                + "; write it like sqlite:/var/lib/praxis/facts.db or sqlite::memory:");
    }
}
