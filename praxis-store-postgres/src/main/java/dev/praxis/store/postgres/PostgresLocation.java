package dev.praxis.store.postgres;

import dev.praxis.api.InvalidArgumentException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where a store is: {@code postgresql://[user@]host[:port][,host[:port]…]/database[?option=value&…]}.
 *
 * @param servers host and port of each server
 * @param database the database
 * @param user the user, or null for the driver's default
 * @param poolSize how many connections there may be
 * @param driverOptions what goes to the driver as it is
 */
record PostgresLocation(
        List<Server> servers, String database, @Nullable String user, int poolSize, Map<String, String> driverOptions) {

    /**
     * What may be said in a location. A closed set: some options of the driver name classes that it then loads, and others are
     * secrets or change what statements mean.
     */
    static final Set<String> DRIVER_OPTIONS = Set.of(
            "ApplicationName",
            "cancelSignalTimeout",
            "channelBinding",
            "connectTimeout",
            "currentSchema",
            "gssEncMode",
            "hostRecheckSeconds",
            "loadBalanceHosts",
            "loginTimeout",
            "prepareThreshold",
            "requireAuth",
            "socketTimeout",
            "sslNegotiation",
            "sslResponseTimeout",
            "sslcert",
            "sslkey",
            "sslmode",
            "sslrootcert",
            "targetServerType",
            "tcpKeepAlive");

    private static final String POOL_SIZE = "poolSize";
    private static final int MAX_POOL_SIZE = 1000;
    private static final int DEFAULT_PORT = 5432;
    private static final Set<String> SECRETS = Set.of("password", "sslpassword");

    /**
     * One server.
     *
     * @param host its name or address
     * @param port its port
     */
    record Server(String host, int port) {}

    /** Reads a location; the messages of its refusals do not repeat what may hold a password. */
    static PostgresLocation parse(URI location) {
        if (!PostgresStoreProvider.SCHEMES.contains(String.valueOf(location.getScheme()))) {
            throw refused("its scheme is not postgresql");
        }
        if (location.getRawAuthority() == null) {
            throw refused("it names no host");
        }
        if (location.getRawFragment() != null) {
            throw refused("it has a fragment; write # as %23");
        }
        String authority = location.getRawAuthority();
        int at = authority.lastIndexOf('@');
        String user = at < 0 ? null : user(authority.substring(0, at));
        Map<String, String> options = options(location.getRawQuery());
        int poolSize = poolSize(options.remove(POOL_SIZE));
        return new PostgresLocation(
                servers(authority.substring(at + 1)),
                database(String.valueOf(location.getRawPath())),
                user,
                poolSize,
                Map.copyOf(options));
    }

    /** Without user and options, for messages. */
    String describe() {
        List<String> names = servers.stream()
                .map(server -> server.host() + ":" + server.port())
                .toList();
        String schema = driverOptions.get("currentSchema");
        return "postgresql://" + String.join(",", names) + "/" + database + (schema == null ? "" : " schema " + schema);
    }

    private static String user(String userInfo) {
        if (userInfo.indexOf(':') >= 0) {
            throw refused("it has a password, and locations are shown and logged; put the password into the environment"
                    + " variable PGPASSWORD or the file that PGPASSFILE names");
        }
        return decoded("user", userInfo);
    }

    private static List<Server> servers(String authority) {
        List<Server> servers = new ArrayList<>();
        for (String server : authority.split(",", -1)) {
            // The colons of an IPv6 address are inside brackets.
            int colon = server.indexOf(':', server.lastIndexOf(']') + 1);
            String host = colon < 0 ? server : server.substring(0, colon);
            if (host.isEmpty()) {
                throw refused("it names no host");
            }
            servers.add(new Server(
                    decoded("host", host),
                    colon < 0 ? DEFAULT_PORT : number("port", server.substring(colon + 1), 1, 65535)));
        }
        return List.copyOf(servers);
    }

    private static String database(String path) {
        String database = path.startsWith("/") ? path.substring(1) : path;
        if (database.isEmpty() || database.indexOf('/') >= 0) {
            throw refused("it names no database; write / in a name as %2F");
        }
        return decoded("database", database);
    }

    private static Map<String, String> options(@Nullable String query) {
        Map<String, String> options = new TreeMap<>();
        for (String option : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = option.indexOf('=');
            String name = decoded("option", equals < 0 ? option : option.substring(0, equals));
            if (SECRETS.contains(name)) {
                throw refused(
                        "it has the option " + name + ", and locations are shown and logged; put a password into the"
                                + " environment variable PGPASSWORD or the file that PGPASSFILE names");
            }
            if (!DRIVER_OPTIONS.contains(name) && !name.equals(POOL_SIZE)) {
                throw refused("it has an option that is not one of " + POOL_SIZE + ", "
                        + String.join(", ", new TreeSet<>(DRIVER_OPTIONS))
                        + "; for anything else open the store over a data source of your own");
            }
            if (equals < 0 || options.put(name, decoded(name, option.substring(equals + 1))) != null) {
                throw refused("its option " + name + " has no value, or more than one");
            }
        }
        return options;
    }

    private static int poolSize(@Nullable String given) {
        return given == null
                ? PostgresStores.DEFAULT_POOL_SIZE
                : number(POOL_SIZE, given, PostgresTransactor.WRITERS + 1, MAX_POOL_SIZE);
    }

    private static int number(String what, String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refused("its " + what + " is not a number");
        }
        throw refused("its " + what + " is not between " + least + " and " + most);
    }

    private static String decoded(String what, String raw) {
        try {
            // A plus sign is a plus sign: this is a URI, not a form.
            String text = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
            if (!text.isEmpty() && text.indexOf('\uFFFD') < 0 && text.indexOf('\0') < 0) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            throw refused("its " + what + " is not percent-encoded");
        }
        throw refused("its " + what + " is empty or not percent-encoded UTF-8");
    }

    private static InvalidArgumentException refused(String why) {
        return new InvalidArgumentException("not the location of a PostgreSQL store: " + why
                + "; write it like postgresql://praxis_app@db.example.org:5432/fleet?sslmode=verify-full");
    }
}
