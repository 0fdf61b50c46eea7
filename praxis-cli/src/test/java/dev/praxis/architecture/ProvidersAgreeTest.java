package dev.praxis.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.action.ActuatorProvider;
import dev.praxis.api.audit.AuditSinkProvider;
import dev.praxis.api.plugin.Provider;
import dev.praxis.api.redaction.RedactionRules;
import dev.praxis.api.store.StoreProvider;
import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every module works on the class path and on the module path, and both find the same providers. */
class ProvidersAgreeTest {

    private static final List<Path> PATH = Arrays.stream(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(entry -> !entry.toString().endsWith("test-classes"))
            .toList();

    @DisplayName("META-INF/services and module-info name the same providers")
    @ParameterizedTest
    @ValueSource(classes = {StoreProvider.class, ActuatorProvider.class, AuditSinkProvider.class, RedactionRules.class})
    void classPathAndModulePathAgree(Class<? extends Provider> spi) throws Exception {
        Set<String> onClassPath = onClassPath(spi);
        assertEquals(onClassPath, onModulePath(spi));
    }

    @DisplayName("the comparison is not empty: the shipped providers are found")
    @Test
    void theShippedProvidersAreFound() throws Exception {
        assertTrue(onClassPath(StoreProvider.class).contains("dev.praxis.store.sqlite.SqliteStoreProvider"));
        assertTrue(onModulePath(StoreProvider.class).contains("dev.praxis.store.sqlite.SqliteStoreProvider"));
        assertTrue(onModulePath(StoreProvider.class).contains("dev.praxis.store.postgres.PostgresStoreProvider"));
        assertTrue(onModulePath(ActuatorProvider.class).contains("dev.praxis.actuation.talos.TalosActuatorProvider"));
        assertTrue(onModulePath(AuditSinkProvider.class).contains("dev.praxis.audit.sink.local.Slf4jSinkProvider"));
    }

    @DisplayName("every praxis artifact on the path is a named module with the name of its root package")
    @Test
    void everyArtifactIsAModule() {
        Set<String> modules = praxisModules().findAll().stream()
                .filter(module -> !module.descriptor().isAutomatic())
                .map(module -> module.descriptor().name())
                .filter(name -> name.startsWith("dev.praxis."))
                .collect(Collectors.toSet());
        Set<String> table = ModuleRule.ALL.stream().map(ModuleRule::root).collect(Collectors.toSet());
        assertEquals(new TreeSet<>(table), new TreeSet<>(modules));
    }

    private static Set<String> onClassPath(Class<? extends Provider> spi) throws Exception {
        try (URLClassLoader loader = new URLClassLoader(
                PATH.stream().map(ProvidersAgreeTest::url).toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            return names(ServiceLoader.load(loader.loadClass(spi.getName()), loader));
        }
    }

    private static Set<String> onModulePath(Class<? extends Provider> spi) throws Exception {
        ModuleFinder finder = praxisModules();
        Set<String> roots = finder.findAll().stream()
                .map(module -> module.descriptor().name())
                .filter(name -> name.startsWith("dev.praxis.") && !name.equals("dev.praxis.testkit"))
                .collect(Collectors.toSet());
        Configuration configuration = ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), roots);
        ModuleLayer layer =
                ModuleLayer.boot().defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader());
        Class<?> spiInLayer = layer.findLoader("dev.praxis.api").loadClass(spi.getName());
        return names(ServiceLoader.load(layer, spiInLayer));
    }

    private static ModuleFinder praxisModules() {
        return ModuleFinder.of(PATH.toArray(Path[]::new));
    }

    private static Set<String> names(ServiceLoader<?> loader) {
        return loader.stream()
                .map(provider -> provider.type().getName())
                .filter(name -> name.startsWith("dev.praxis."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static URL url(Path entry) {
        try {
            URI uri = entry.toUri();
            return uri.toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
