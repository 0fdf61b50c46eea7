package dev.praxis.store.jdbc;

import dev.praxis.api.Sha256;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.json.CanonicalJson;

/** An assertion with all that can be computed, and refused, before the write lock is taken. */
record HashedAssertion(Assertion assertion, String value, Sha256 contentHash) {

    static HashedAssertion of(Assertion assertion) {
        return new HashedAssertion(assertion, CanonicalJson.text(assertion.value()), assertion.contentHash());
    }
}
