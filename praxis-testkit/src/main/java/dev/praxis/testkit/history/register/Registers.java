package dev.praxis.testkit.history.register;

import org.jspecify.annotations.Nullable;

/** Registers by key. What they hold has a version, and is none at first and after a retirement. */
public interface Registers {

    /**
     * Reads a register.
     *
     * @param key its key
     * @return done, with what it holds
     */
    Reply read(String key);

    /**
     * Writes whatever is there.
     *
     * @param key the register's key
     * @param content the value
     * @return done, with the version written
     */
    Reply put(String key, String content);

    /**
     * Writes if the register is as expected.
     *
     * @param key the register's key
     * @param expected what it must hold; null for nothing
     * @param content the value
     * @return done, with the version written; or a conflict
     */
    Reply putIf(String key, @Nullable Version expected, String content);

    /**
     * Empties a register.
     *
     * @param key its key
     * @return done, with what it held; or a conflict if it held nothing
     */
    Reply retire(String key);

    /**
     * Empties a register if it is as expected.
     *
     * @param key its key
     * @param expected what it must hold
     * @return done, with what it held; or a conflict
     */
    Reply retireIf(String key, Version expected);
}
