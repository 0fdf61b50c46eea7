package dev.praxis.api.store;

import dev.praxis.api.Sha256;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactVersion;
import org.jspecify.annotations.Nullable;

/** What must be active for a conditional write to happen. */
public sealed interface Expected {

    /**
     * No fact is active.
     *
     * @return the expectation
     */
    static Expected absent() {
        return new Absent();
    }

    /**
     * The active fact has this revision and content.
     *
     * @param version the version, from {@link Fact#version()}
     * @return the expectation
     */
    static Expected version(FactVersion version) {
        return new Version(version);
    }

    /**
     * The active fact has this content, whatever its revision: blind to A → B → A.
     *
     * @param contentHash the content hash
     * @return the expectation
     */
    static Expected content(Sha256 contentHash) {
        return new Content(contentHash);
    }

    /**
     * Whether the expectation is met by what is active.
     *
     * @param active the version of the active fact, or null when there is none
     * @return true if it is met
     */
    boolean matches(@Nullable FactVersion active);

    /**
     * Whether the expectation is met.
     *
     * @param active the active fact, or null when there is none
     * @return true if it is met
     */
    default boolean isMetBy(@Nullable Fact active) {
        return matches(active == null ? null : active.version());
    }

    /** No fact is active. */
    record Absent() implements Expected {
        @Override
        public boolean matches(@Nullable FactVersion active) {
            return active == null;
        }

        @Override
        public String toString() {
            return "none";
        }
    }

    /**
     * The active fact has this revision and content.
     *
     * @param version the version
     */
    record Version(FactVersion version) implements Expected {
        @Override
        public boolean matches(@Nullable FactVersion active) {
            return version.equals(active);
        }

        @Override
        public String toString() {
            return version.toString();
        }
    }

    /**
     * The active fact has this content.
     *
     * @param contentHash the content hash
     */
    record Content(Sha256 contentHash) implements Expected {
        @Override
        public boolean matches(@Nullable FactVersion active) {
            return active != null && active.contentHash().equals(contentHash);
        }

        @Override
        public String toString() {
            return "content " + contentHash;
        }
    }
}
