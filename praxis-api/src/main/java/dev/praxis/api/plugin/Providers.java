package dev.praxis.api.plugin;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The providers of one SPI that were found. Finding is not using: a provider runs only when it is {@linkplain #named
 * named}; the others are there to be reported. Immutable and thread-safe.
 *
 * @param <P> the provider type
 */
public final class Providers<P extends Provider> {

    /** More than a class path has; stops a loader that fails for ever. */
    private static final int MOST_FAULTS = 1000;

    private final String spi;
    private final List<P> found;
    private final List<String> faults;

    private Providers(String spi, List<P> found, List<String> faults) {
        this.spi = spi;
        this.found = List.copyOf(found);
        this.faults = List.copyOf(faults);
    }

    /**
     * Collects what a service loader finds. A provider that cannot be created, that was compiled for a newer Java, or that
     * cannot say its name is kept as a {@linkplain #faults() fault} and does not hide the others.
     *
     * @param spi what the providers provide, for messages: {@code store}, {@code actuator} …
     * @param loader the loader, made by the caller, so that the class loader is the caller's choice
     * @param <P> the provider type
     * @return what was found, in the order of the loader
     */
    public static <P extends Provider> Providers<P> discover(String spi, ServiceLoader<P> loader) {
        List<P> found = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        Iterator<P> providers = loader.iterator();
        while (faults.size() < MOST_FAULTS) {
            try {
                if (!providers.hasNext()) {
                    break;
                }
                P provider = providers.next();
                Objects.requireNonNull(provider.name(), "name");
                Objects.requireNonNull(provider.apiVersion(), "apiVersion");
                found.add(provider);
            } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
                faults.add(e.getClass().getName() + ": " + e.getMessage());
            }
        }
        return new Providers<>(spi, found, faults);
    }

    /**
     * The provider of a name.
     *
     * @param name the name that configuration gives
     * @return the provider
     * @throws ProviderException if none was found at all, none has the name, several have it, or the one that has it was
     *     built for another version of the API
     */
    public P named(String name) {
        List<P> matching =
                found.stream().filter(provider -> provider.name().equals(name)).toList();
        if (found.isEmpty()) {
            throw new ProviderException("no " + spi + " plugin was found; put the jar that provides '" + name
                    + "' on the class path or module path" + faultNote());
        }
        if (matching.isEmpty()) {
            throw new ProviderException("no " + spi + " plugin is named '" + name + "'; found: "
                    + String.join(", ", names()) + faultNote());
        }
        if (matching.size() > 1) {
            throw new ProviderException(matching.size() + " " + spi + " plugins are named '" + name + "': "
                    + String.join(
                            ", ",
                            matching.stream().map(p -> p.getClass().getName()).toList())
                    + "; keep one of their jars");
        }
        P provider = matching.get(0);
        if (!ApiVersion.CURRENT.supports(provider.apiVersion())) {
            throw new ProviderException("the " + spi + " plugin '" + name + "' was built for praxis API "
                    + provider.apiVersion() + ", this is praxis API " + ApiVersion.CURRENT
                    + "; use a release of the plugin for that version");
        }
        return provider;
    }

    /**
     * All providers found, whether usable or not.
     *
     * @return an immutable list
     */
    public List<P> found() {
        return found;
    }

    /**
     * The names of all providers found.
     *
     * @return an immutable list in the order found
     */
    public List<String> names() {
        return found.stream().map(Provider::name).toList();
    }

    /**
     * What was declared but could not be created.
     *
     * @return one message each
     */
    public List<String> faults() {
        return faults;
    }

    private String faultNote() {
        return faults.isEmpty() ? "" : " (not loadable: " + String.join("; ", faults) + ")";
    }
}
