package dev.praxis.api.store;

import dev.praxis.api.InvalidArgumentException;

/**
 * Which version of its schema a store has. Immutable.
 *
 * @param version the version that it has, from 1 on
 * @param newest the version that this release makes, at least that
 */
public record SchemaVersion(int version, int newest) {

    /**
     * Checks the numbers.
     *
     * @throws InvalidArgumentException if there is no such version
     */
    public SchemaVersion {
        if (version < 1 || version > newest) {
            throw new InvalidArgumentException(
                    "schema version " + version + " is not one of 1 to " + newest + "; nothing has such a schema");
        }
    }

    /**
     * Whether this release makes newer ones. Such a store is brought forward when it is opened to be written.
     *
     * @return true if it does
     */
    public boolean isOld() {
        return version < newest;
    }
}
