package dev.praxis.execution.host;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.action.Target;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.Store;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The hosts that can be acted on. A host is a fact with the key ({@code host:<name>}, {@code host}, {@code declared}) and
 * a value with the members {@code type} and whatever the actuator of that type needs.
 *
 * <p>A name is a host name in lower case: labels of letters, digits and inner dashes, joined by dots (RFC 1123, 2.1), at
 * most 253 characters. Thread-safe; blocks as the store does.
 */
public final class HostDirectory {

    private static final String TYPE = "type";
    private static final int MAX_NAME = 253;
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*");

    private final Store store;

    /**
     * The hosts of a store.
     *
     * @param store where they are declared; the caller closes it
     */
    public HostDirectory(Store store) {
        this.store = Objects.requireNonNull(store, "store");
    }

    /**
     * The key of the fact that declares a host.
     *
     * @param name the name of the host
     * @return the key
     * @throws InvalidArgumentException if it is not a name for a host
     */
    public static FactKey key(String name) {
        if (!isName(name)) {
            throw new InvalidArgumentException("not a name for a host: it takes lower case letters, digits and inner"
                    + " dashes, in labels of at most 63 characters joined by dots, such as cp-1 or cp-1.example.com");
        }
        return new FactKey("host:" + name, "host", "declared");
    }

    /**
     * What to put into the store in order to declare a host.
     *
     * @param name the name of the host
     * @param type the type of the host, such as {@code talos}; not empty
     * @param attributes what its actuator needs to know, such as {@code node} and {@code endpoint}; without {@code type}
     * @param validFrom since when it is so
     * @param actor who declares it
     * @param reason why
     * @return the assertion
     * @throws InvalidArgumentException if a part is not allowed
     */
    public static Assertion declaration(
            String name, String type, JsonObject attributes, Instant validFrom, String actor, String reason) {
        if (type.isEmpty()) {
            throw new InvalidArgumentException("the type of a host is empty; name one, such as talos");
        }
        JsonObject.Builder value = JsonObject.builder().put(TYPE, type);
        attributes.members().forEach(value::put);
        return new Assertion(key(name), value.build(), validFrom, actor, reason);
    }

    /**
     * Finds a host.
     *
     * @param name the name
     * @return the host as it is declared now, or empty if none is, or the text is not a name for a host
     * @throws HostTypeException if what is declared has no type
     * @throws dev.praxis.api.store.StoreException if the store fails
     */
    public Optional<Target> find(String name) {
        return isName(name) ? store.active(key(name)).map(fact -> target(name, fact)) : Optional.empty();
    }

    /**
     * Finds a host that must be there.
     *
     * @param name the name
     * @return the host as it is declared now
     * @throws HostUnknownException if none is, or the text is not a name for a host
     * @throws HostTypeException if what is declared has no type
     * @throws dev.praxis.api.store.StoreException if the store fails
     */
    public Target require(String name) {
        return find(name)
                .orElseThrow(() -> new HostUnknownException(
                        (isName(name) ? "no host '" + name + "' is declared" : "no host of that name can be declared")
                                + "; declare it first, as 'praxis host add' does"));
    }

    private static Target target(String name, Fact fact) {
        JsonObject value = fact.assertion().value();
        String type = value.string(TYPE)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new HostTypeException(
                        "host " + name + " is declared without a type; declare it again with one, such as talos"));
        return new Target(name, type, value, key(name), fact.version());
    }

    private static boolean isName(String text) {
        return text.length() <= MAX_NAME && NAME.matcher(text).matches();
    }
}
