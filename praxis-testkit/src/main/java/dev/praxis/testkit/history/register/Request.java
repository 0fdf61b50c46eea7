package dev.praxis.testkit.history.register;

import org.jspecify.annotations.Nullable;

/** What a register is asked. Keys and contents are without white space. */
public sealed interface Request {

    /**
     * Which register.
     *
     * @return its key
     */
    String key();

    /**
     * Asks.
     *
     * @param registers whom to ask
     * @return what they answer
     */
    Reply ask(Registers registers);

    /**
     * See {@link Registers#read}.
     *
     * @param key which register
     */
    record Read(String key) implements Request {
        @Override
        public Reply ask(Registers registers) {
            return registers.read(key);
        }

        @Override
        public String toString() {
            return "read " + key;
        }
    }

    /**
     * See {@link Registers#put}.
     *
     * @param key which register
     * @param content the value
     */
    record Put(String key, String content) implements Request {
        @Override
        public Reply ask(Registers registers) {
            return registers.put(key, content);
        }

        @Override
        public String toString() {
            return "put " + key + " " + content;
        }
    }

    /**
     * See {@link Registers#putIf}.
     *
     * @param key which register
     * @param expected what it must hold; null for nothing
     * @param content the value
     */
    record PutIf(String key, @Nullable Version expected, String content) implements Request {
        @Override
        public Reply ask(Registers registers) {
            return registers.putIf(key, expected, content);
        }

        @Override
        public String toString() {
            return "putIf " + key + " " + Version.text(expected) + " " + content;
        }
    }

    /**
     * See {@link Registers#retire}.
     *
     * @param key which register
     */
    record Retire(String key) implements Request {
        @Override
        public Reply ask(Registers registers) {
            return registers.retire(key);
        }

        @Override
        public String toString() {
            return "retire " + key;
        }
    }

    /**
     * See {@link Registers#retireIf}.
     *
     * @param key which register
     * @param expected what it must hold
     */
    record RetireIf(String key, Version expected) implements Request {
        @Override
        public Reply ask(Registers registers) {
            return registers.retireIf(key, expected);
        }

        @Override
        public String toString() {
            return "retireIf " + key + " " + expected;
        }
    }
}
