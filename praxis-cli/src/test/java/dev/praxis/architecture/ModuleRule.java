package dev.praxis.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A row of the module table in the architecture document.
 *
 * @param root the root package, which is also the module's name
 * @param maySee the roots of the modules that it may depend on
 */
record ModuleRule(String root, Set<String> maySee) {

    private static final String API = "dev.praxis.api";
    private static final String REDACTION = "dev.praxis.redaction";
    private static final String SIGNING = "dev.praxis.signing";
    private static final String TIMESTAMP = "dev.praxis.timestamp";
    private static final String AUDIT = "dev.praxis.audit";
    private static final String JDBC = "dev.praxis.store.jdbc";
    private static final String SQLITE = "dev.praxis.store.sqlite";
    private static final String POSTGRES = "dev.praxis.store.postgres";
    private static final String SANDBOX = "dev.praxis.sandbox";
    private static final String EXECUTION = "dev.praxis.execution";
    private static final String TALOS = "dev.praxis.actuation.talos";
    private static final String TESTKIT = "dev.praxis.testkit";
    private static final String CLI = "dev.praxis.cli";

    /** Every module. Only the command sees implementations (SQLite, PostgreSQL, Talos). */
    static final List<ModuleRule> ALL = List.of(
            new ModuleRule(API, Set.of()),
            new ModuleRule(REDACTION, Set.of(API)),
            new ModuleRule(SIGNING, Set.of(API)),
            new ModuleRule(TIMESTAMP, Set.of(API)),
            new ModuleRule(AUDIT, Set.of(API, REDACTION, SIGNING)),
            new ModuleRule(JDBC, Set.of(API)),
            new ModuleRule(SQLITE, Set.of(API, JDBC)),
            new ModuleRule(POSTGRES, Set.of(API, JDBC)),
            new ModuleRule(SANDBOX, Set.of(API, REDACTION, SIGNING)),
            new ModuleRule(EXECUTION, Set.of(API, REDACTION, SIGNING, AUDIT, SANDBOX)),
            new ModuleRule(TALOS, Set.of(API)),
            new ModuleRule(TESTKIT, Set.of(API)),
            new ModuleRule(
                    CLI,
                    Set.of(
                            API, REDACTION, SIGNING, TIMESTAMP, AUDIT, JDBC, SQLITE, POSTGRES, SANDBOX, EXECUTION,
                            TALOS)));

    boolean contains(JavaClass each) {
        return each.getPackageName().equals(root) || each.getPackageName().startsWith(root + ".");
    }

    static Optional<ModuleRule> of(JavaClass each) {
        return ALL.stream()
                .filter(module -> module.contains(each))
                .max(Comparator.comparing(module -> module.root().length()));
    }
}
