package dev.praxis.store.postgres;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test with a schema of its own. */
abstract class InOwnSchema {

    final TestServer server = TestServer.shared();

    /** The schema. */
    String schema;

    @BeforeEach
    void makeSchema() {
        schema = server.newSchema();
    }

    @AfterEach
    void dropSchema() {
        server.dropSchema(schema);
    }
}
