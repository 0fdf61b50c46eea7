package dev.praxis.testkit.store;

import dev.praxis.store.postgres.VectorDatabase;
import dev.praxis.testkit.RuleNames;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Nested;

/** The rules for vectors, in a database that has the extension; the store's own TCK runs in one that may not have it. */
@DisplayNameGeneration(RuleNames.class)
class PostgresVectorRulesTest {

    private static VectorDatabase database;

    private static final StoreTck TCK = new StoreTck() {
        @Override
        protected StoreFixture newFixture() {
            return database.newFixture();
        }
    };

    @BeforeAll
    static void makeDatabase() {
        database = VectorDatabase.withExtension();
    }

    @AfterAll
    static void dropDatabase() {
        database.close();
    }

    @Nested
    class Vectors extends VectorRules {
        Vectors() {
            super(TCK);
        }
    }

    @Nested
    class VectorModel extends VectorModelRules {
        VectorModel() {
            super(TCK);
        }
    }

    @Nested
    class Lifecycle extends LifecycleRules {
        Lifecycle() {
            super(TCK);
        }
    }
}
