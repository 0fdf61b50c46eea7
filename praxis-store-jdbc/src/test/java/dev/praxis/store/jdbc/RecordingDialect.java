package dev.praxis.store.jdbc;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Records what it and the connection of its session are asked to do, and fails where it is told to. */
final class RecordingDialect implements Dialect {

    final List<String> calls = new ArrayList<>();

    /** Names of calls, or the start of statements, that fail. */
    String failing = "";

    /** Names of calls, or the start of statements, that end in an error or an unchecked exception. */
    String breaking = "";

    /** What they end in. */
    Throwable broken = new StackOverflowError("deep");

    FailureKind kind = FailureKind.UNAVAILABLE;
    boolean rolledBack;

    void call(String name) throws SQLException {
        calls.add(name);
        if (failing.contains(name)) {
            throw new SQLException(name + "\nfailed");
        }
        if (breaking.contains(name)) {
            if (broken instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) broken;
        }
    }

    /** A session whose statements are recorded by their first two words. */
    Session session() {
        ClassLoader loader = getClass().getClassLoader();
        return new Session((Connection) Proxy.newProxyInstance(
                loader, new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("prepareStatement")) {
                        throw new AssertionError(method);
                    }
                    String sql = (String) arguments[0];
                    return Proxy.newProxyInstance(
                            loader, new Class<?>[] {PreparedStatement.class}, (statement, step, none) -> {
                                if (step.getName().equals("execute")) {
                                    call(sql.replaceFirst("(\\w+ \\w+).*", "$1"));
                                    return false;
                                }
                                return null;
                            });
                }));
    }

    @Override
    public void beginWrite(Session session) throws SQLException {
        call("begin");
    }

    @Override
    public void commit(Session session) throws SQLException {
        call("commit");
    }

    @Override
    public void rollback(Session session) throws SQLException {
        call("rollback");
    }

    @Override
    public boolean tableExists(Session session, String name) {
        throw new AssertionError();
    }

    @Override
    public int newestSchema() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> schemaFaults(Session session) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FailureKind classify(SQLException failure) {
        return kind;
    }

    @Override
    public boolean isCertainlyRolledBack(SQLException commitFailure) {
        return rolledBack;
    }

    @Override
    public String keyIs(String alias) {
        throw new AssertionError();
    }

    @Override
    public String rowOf(String alias) {
        throw new AssertionError();
    }

    @Override
    public String sameKey(String alias, String other) {
        throw new AssertionError();
    }
}
