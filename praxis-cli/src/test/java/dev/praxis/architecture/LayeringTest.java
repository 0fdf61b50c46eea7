package dev.praxis.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.praxis.api.action.Actuator;
import dev.praxis.api.action.CommandRunner;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may see whom, for all modules at once. The table is that of the architecture document. */
class LayeringTest {

    private static JavaClasses praxis;

    @BeforeAll
    static void importAllModules() {
        praxis = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.praxis");
    }

    @DisplayName("the import is not empty: every module of the table is there, with classes")
    @Test
    void everyModuleIsImported() {
        for (ModuleRule module : ModuleRule.ALL) {
            long classes = praxis.stream().filter(module::contains).count();
            assertTrue(classes >= 2, () -> module.root() + " has " + classes + " classes in the import");
        }
        Set<String> outside = new TreeSet<>();
        for (JavaClass each : praxis) {
            if (ModuleRule.ALL.stream().noneMatch(module -> module.contains(each))) {
                outside.add(each.getName());
            }
        }
        assertEquals(Set.of(), outside, "classes that belong to no module of the table");
    }

    @DisplayName("each module sees only the modules that the table allows")
    @TestFactory
    Stream<DynamicTest> modulesSeeOnlyWhatTheTableAllows() {
        return ModuleRule.ALL.stream()
                .map(module -> DynamicTest.dynamicTest(module.root(), () -> {
                    List<String> forbidden = ModuleRule.ALL.stream()
                            .map(ModuleRule::root)
                            .filter(root -> !root.equals(module.root()))
                            .filter(root -> !module.maySee().contains(root))
                            .map(root -> root + "..")
                            .toList();
                    if (!forbidden.isEmpty()) {
                        check(noClasses()
                                .that(DescribedPredicate.describe("are in " + module.root(), module::contains))
                                .should()
                                .dependOnClassesThat(DescribedPredicate.describe(
                                        "are in " + forbidden,
                                        seen -> !module.contains(seen)
                                                && ModuleRule.of(seen)
                                                        .filter(other ->
                                                                !module.maySee().contains(other.root()))
                                                        .isPresent()))
                                .because("a module that sees more than it needs cannot be used without it"));
                    }
                }));
    }

    @DisplayName("praxis-api needs nothing but the JDK, Jackson's streaming core and JSpecify")
    @Test
    void apiIsAlmostFreeOfDependencies() {
        check(classes()
                .that()
                .resideInAPackage("dev.praxis.api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.praxis.api..", "java..", "tools.jackson.core..", "org.jspecify..")
                .because("every dependency of the API is forced upon every embedder and every plugin"));
    }

    @DisplayName("praxis-api opens no file, socket, process or connection")
    @Test
    void apiDoesNoInputOrOutput() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.praxis.api..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.sql..", "javax.sql..", "java.nio.channels..", "java.net.http..")
                                .or(namedExactly(
                                        "java.io.File",
                                        "java.io.FileInputStream",
                                        "java.io.FileOutputStream",
                                        "java.io.FileReader",
                                        "java.io.FileWriter",
                                        "java.io.RandomAccessFile",
                                        "java.nio.file.Files",
                                        "java.net.Socket",
                                        "java.net.ServerSocket",
                                        "java.net.DatagramSocket",
                                        "java.net.URLConnection",
                                        "java.lang.ProcessBuilder",
                                        "java.lang.Process",
                                        "java.lang.Runtime")))
                .because("values and SPIs must be usable anywhere, also where nothing may be touched"));
    }

    @DisplayName("only the sandbox starts processes, and the test kit those that tests kill")
    @Test
    void onlyTheSandboxStartsProcesses() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("dev.praxis.sandbox..", "dev.praxis.testkit.process")
                .should()
                .dependOnClassesThat(namedExactly("java.lang.ProcessBuilder", "java.lang.Process"))
                .orShould()
                .callMethodWhere(target(DescribedPredicate.and(owner(assignableTo(Runtime.class)), name("exec"))))
                .because("a process that is started elsewhere escapes limits, environment and evidence"));
    }

    @DisplayName("only the stores see java.sql")
    @Test
    void onlyTheStoresSeeSql() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.praxis.store..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql.."))
                .because("everybody else works on any store"));
    }

    @DisplayName("no path to an actuator but the gate")
    @Test
    void onlyTheGateDrivesActuators() {
        check(onlyTheGateDrives());
    }

    @DisplayName("nobody runs commands but the gate, the sandbox and the actuators that the gate lets")
    @Test
    void onlyTheGateAndItsActuatorsRunCommands() {
        check(onlyTheGateRuns());
    }

    @DisplayName("a class that goes around the gate is caught, by a call and by a method reference")
    @ParameterizedTest
    @ValueSource(classes = {GoesAroundTheGateByCall.class, GoesAroundTheGateByReference.class})
    void aClassThatGoesAroundTheGateIsCaught(Class<?> bypass) {
        JavaClasses alone = new ClassFileImporter().importClasses(bypass);
        assertTrue(onlyTheGateDrives().evaluate(alone).hasViolation());
        assertTrue(onlyTheGateRuns().evaluate(alone).hasViolation());
    }

    private static ArchRule onlyTheGateDrives() {
        return noClasses()
                .that(not(resideInAPackage("dev.praxis.execution..")))
                .should()
                .accessTargetWhere(target(DescribedPredicate.and(
                        owner(assignableTo(Actuator.class)), DescribedPredicate.or(name("execute"), name("prepare")))))
                .because("what acts without the gate is neither classified, approved nor recorded");
    }

    private static ArchRule onlyTheGateRuns() {
        return noClasses()
                .that(DescribedPredicate.and(
                        not(resideInAnyPackage(
                                "dev.praxis.execution..", "dev.praxis.sandbox..", "dev.praxis.actuation..")),
                        // Its default method is the short form of its own long one.
                        not(namedExactly("dev.praxis.api.action.ResolvingCommandRunner"))))
                .should()
                .accessTargetWhere(
                        target(DescribedPredicate.and(owner(assignableTo(CommandRunner.class)), name("run"))))
                .because("a command that runs outside of a plan was approved by nobody");
    }

    @DisplayName("no cycles between packages")
    @Test
    void packagesHaveNoCycles() {
        check(slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass each) {
                        return SliceIdentifier.of(each.getPackageName());
                    }

                    @Override
                    public String getDescription() {
                        return "packages";
                    }
                })
                .should()
                .beFreeOfCycles()
                .because("packages in a cycle can only be understood all at once"));
    }

    @DisplayName("every package is @NullMarked")
    @Test
    void everyPackageIsNullMarked() {
        Set<String> unmarked = new TreeSet<>();
        for (JavaClass each : praxis) {
            if (!each.getPackage().isAnnotatedWith(NullMarked.class)) {
                unmarked.add(each.getPackageName());
            }
        }
        assertEquals(Set.of(), unmarked, "NullAway checks only what is marked");
    }

    @DisplayName("no static mutable state")
    @Test
    void staticFieldsAreFinal() {
        check(fields().that()
                .areStatic()
                .should()
                .beFinal()
                .because("two users of the library in one JVM must not see each other"));
    }

    @DisplayName("no synchronized methods: locks are private")
    @Test
    void noSynchronizedMethods() {
        check(methods()
                .should()
                .notHaveModifier(JavaModifier.SYNCHRONIZED)
                .because("anybody can lock an object that locks itself"));
    }

    @DisplayName("nobody writes to System.out or ends the JVM, but the entry point of the command")
    @Test
    void onlyMainOwnsTheProcess() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.praxis.cli.Main")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "addShutdownHook", Thread.class)
                .because("a library is a guest in its host's process"));
    }

    @DisplayName("nothing is named like a drawer")
    @Test
    void noDrawers() {
        check(noClasses()
                .should()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Misc")
                .because("a drawer has no reason to change and so changes for every reason"));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(false).check(praxis);
    }

    private static DescribedPredicate<JavaClass> namedExactly(String... names) {
        Set<String> all = Set.of(names);
        return DescribedPredicate.describe("are one of " + new TreeSet<>(all), each -> all.contains(each.getName()));
    }
}
