package dev.praxis.api.plugin;

/**
 * The version of the praxis SPIs. A provider states the version it was built for, and praxis refuses one that it cannot
 * keep its word to: below 1.0 every minor is its own contract; from 1.0 on, a provider needs the same major and a minor
 * no newer than praxis has.
 *
 * @param major changes when a provider must be rebuilt
 * @param minor changes when something is added
 */
public record ApiVersion(int major, int minor) {

    /** The version that this praxis implements. */
    public static final ApiVersion CURRENT = new ApiVersion(0, 1);

    /**
     * Whether this praxis can run a provider that was built for another version.
     *
     * @param builtFor the version that the provider states
     * @return true if it can
     */
    public boolean supports(ApiVersion builtFor) {
        return major == builtFor.major && (major == 0 ? minor == builtFor.minor : builtFor.minor <= minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
