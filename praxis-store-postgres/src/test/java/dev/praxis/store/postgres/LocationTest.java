package dev.praxis.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.store.StoreOptions;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

class LocationTest {

    private static PostgresLocation parse(String location) {
        return PostgresLocation.parse(URI.create(location));
    }

    @Test
    void everyPartIsRead() {
        PostgresLocation location = parse("postgresql://a%40b@one.example:6000,two/fle%2Fet"
                + "?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem&poolSize=20&currentSchema=a+b");
        assertEquals(
                List.of(new PostgresLocation.Server("one.example", 6000), new PostgresLocation.Server("two", 5432)),
                location.servers());
        assertEquals("fle/et", location.database());
        assertEquals("a@b", location.user());
        assertEquals(20, location.poolSize());
        assertEquals(
                Map.of("sslmode", "verify-full", "sslrootcert", "/etc/ca.pem", "currentSchema", "a+b"),
                location.driverOptions());
    }

    @Test
    void anAddressMayHaveColonsInBrackets() {
        assertEquals(
                List.of(new PostgresLocation.Server("[::1]", 6001)),
                parse("postgresql://[::1]:6001/fleet").servers());
        assertEquals(
                List.of(new PostgresLocation.Server("[::1]", 5432)),
                parse("postgresql://me@[::1]/fleet").servers());
    }

    @Test
    void whatIsNotSaidHasADefault() {
        PostgresLocation location = parse("postgres://db/fleet");
        assertEquals(List.of(new PostgresLocation.Server("db", 5432)), location.servers());
        assertNull(location.user());
        assertEquals(PostgresStores.DEFAULT_POOL_SIZE, location.poolSize());
        assertEquals(Map.of(), location.driverOptions());
    }

    @DisplayName("a password in a location is refused, and the refusal does not repeat it")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://me:hunter2@db/fleet",
                "postgresql://:hunter2@db/fleet",
                "postgresql://me@db/fleet?password=hunter2",
                "postgresql://me@db/fleet?sslmode=require&sslpassword=hunter2",
                "postgresql://me@db/fleet?%70assword=hunter2"
            })
    void passwordsAreRefused(String location) {
        InvalidArgumentException refusal = assertThrows(
                InvalidArgumentException.class,
                () -> new PostgresStoreProvider().open(URI.create(location), StoreOptions.defaults()));
        assertTrue(refusal.getMessage().contains("PGPASSWORD"), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("hunter2"), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sqlite:/var/lib/facts.db",
                "postgresql:fleet",
                "postgresql:///fleet",
                "postgresql://me@/fleet",
                "postgresql://db",
                "postgresql://db/",
                "postgresql://db/a/b",
                "postgresql://db:0/fleet",
                "postgresql://db:65536/fleet",
                "postgresql://db:x/fleet",
                "postgresql://db,/fleet",
                "postgresql://db/fleet#x",
                "postgresql://db/fl%00eet",
                "postgresql://db/fl%FFeet",
                "postgresql://@db/fleet",
                "postgresql://db/fleet?sslmode",
                "postgresql://db/fleet?sslmode=",
                "postgresql://db/fleet?sslmode=require&sslmode=disable",
                "postgresql://db/fleet?poolSize=2",
                "postgresql://db/fleet?poolSize=many",
                "postgresql://db/fleet?socketFactory=evil.Factory",
                "postgresql://db/fleet?sslfactory=evil.Factory",
                "postgresql://db/fleet?options=-c%20session_replication_role=replica"
            })
    void whatIsNotALocationIsRefused(String location) {
        assertThrows(InvalidArgumentException.class, () -> parse(location));
    }

    @Test
    void theDriverKnowsEveryOptionAndGetsIt() throws SQLException {
        for (String option : PostgresLocation.DRIVER_OPTIONS) {
            PGProperty property = PGProperty.forName(option);
            String[] choices = property.getChoices();
            String value = choices == null ? "17" : choices[0];
            PGSimpleDataSource source = ConnectionPool.source(
                    parse("postgresql://db/fleet?" + option + "=" + value), null, Duration.ofSeconds(1));
            assertEquals(value, source.getProperty(option), option);
        }
    }

    @Test
    void thePasswordOfTheEnvironmentGoesToTheDriverOnly() throws SQLException {
        PostgresLocation location = parse("postgresql://me@db/fleet");
        PGSimpleDataSource source = ConnectionPool.source(location, "hunter2", Duration.ofSeconds(1));
        assertEquals("hunter2", source.getPassword());
        assertEquals("praxis", source.getApplicationName());
        assertEquals("postgresql://db:5432/fleet", location.describe());
        assertNull(ConnectionPool.source(location, null, Duration.ofSeconds(1)).getPassword());
    }
}
