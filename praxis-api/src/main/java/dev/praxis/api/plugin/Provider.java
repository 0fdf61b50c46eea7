package dev.praxis.api.plugin;

/**
 * What every plugin entry point has in common. A provider is created by {@link java.util.ServiceLoader}: it needs a
 * public no-argument constructor that does no work, or, in a module, a static {@code provider()} method. It is declared
 * both in {@code module-info.java} and in {@code META-INF/services}. Thread-safe.
 */
public interface Provider {

    /**
     * The name by which configuration chooses this provider: lower case, digits and dashes.
     *
     * @return for example {@code sqlite}
     */
    String name();

    /**
     * The SPI version that this provider was built for. Return {@code new ApiVersion(major, minor)} with literals, never
     * {@link ApiVersion#CURRENT}, which would always match.
     *
     * @return the version
     */
    ApiVersion apiVersion();
}
