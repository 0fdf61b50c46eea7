package dev.praxis.api.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finding, naming and refusing plugins, through the real ServiceLoader. */
class ProvidersTest {

    /** A provider type of this test. */
    public interface Toy extends Provider {}

    /** A usable provider. */
    public static final class Good implements Toy {
        @Override
        public String name() {
            return "good";
        }

        @Override
        public ApiVersion apiVersion() {
            return new ApiVersion(0, 1);
        }
    }

    /** A provider with the same name as another. */
    public static final class Twin implements Toy {
        @Override
        public String name() {
            return "good";
        }

        @Override
        public ApiVersion apiVersion() {
            return new ApiVersion(0, 1);
        }
    }

    /** A provider that was built for another version. */
    public static final class Old implements Toy {
        @Override
        public String name() {
            return "old";
        }

        @Override
        public ApiVersion apiVersion() {
            return new ApiVersion(9, 4);
        }
    }

    /** A provider that cannot be created. */
    public static final class Faulty implements Toy {
        /** Fails. */
        public Faulty() {
            throw new IllegalStateException("no licence");
        }

        @Override
        public String name() {
            return "faulty";
        }

        @Override
        public ApiVersion apiVersion() {
            return new ApiVersion(0, 1);
        }
    }

    /** A provider that cannot say its name. */
    public static final class Nameless implements Toy {
        @Override
        public String name() {
            throw new UnsupportedOperationException("no name");
        }

        @Override
        public ApiVersion apiVersion() {
            return new ApiVersion(0, 1);
        }
    }

    @TempDir
    Path dir;

    @Test
    void aNamedProviderIsFound() throws IOException {
        assertEquals(Good.class, discover(Good.class, Old.class).named("good").getClass());
    }

    @Test
    void noneFoundNoneNamedAndSeveralNamedAreThreeMessages() throws IOException {
        Providers<Toy> none = discover();
        Providers<Toy> other = discover(Good.class);
        Providers<Toy> twins = discover(Good.class, Twin.class);
        String noneFound = message(none, "good");
        String noneNamed = message(other, "better");
        String several = message(twins, "good");
        assertTrue(noneFound.contains("no toy plugin was found"), noneFound);
        assertTrue(noneNamed.contains("'better'") && noneNamed.contains("found: good"), noneNamed);
        assertTrue(several.contains(Good.class.getName()) && several.contains(Twin.class.getName()), several);
    }

    @Test
    void anotherApiVersionIsRefusedWithBothVersions() throws IOException {
        String message = message(discover(Old.class), "old");
        assertTrue(message.contains("9.4") && message.contains(ApiVersion.CURRENT.toString()), message);
    }

    @Test
    void aFaultyProviderIsReportedAndDoesNotHideTheOthers() throws IOException {
        Providers<Toy> providers = discover(Faulty.class, Good.class);
        assertEquals(1, providers.faults().size());
        assertEquals("good", providers.named("good").name());
        assertTrue(message(providers, "faulty").contains("Faulty"), "the message names what could not be loaded");
    }

    @Test
    void aProviderOfANewerJavaOrWithoutANameIsReportedAndDoesNotHideTheOthers() throws IOException {
        Path classes = Files.createDirectories(dir.resolve("newer"));
        byte[] newer = classFileOf(Good.class);
        newer[7] = (byte) 200; // the major version of the class file format
        Path file = classes.resolve(Good.class.getName().replace('.', '/') + ".class");
        Files.createDirectories(file.getParent());
        Files.write(file, newer);
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(
                services.resolve(Toy.class.getName()),
                Good.class.getName() + "\n" + Nameless.class.getName() + "\n" + Old.class.getName() + "\n");
        try (URLClassLoader loader = new ChildFirst(classes.toUri().toURL(), Toy.class.getClassLoader())) {
            Providers<Toy> providers = Providers.discover("toy", ServiceLoader.load(Toy.class, loader));
            assertEquals(2, providers.faults().size(), providers.faults().toString());
            assertTrue(
                    providers.faults().get(0).contains("UnsupportedClassVersionError"),
                    providers.faults().get(0));
            assertEquals(java.util.List.of("old"), providers.names());
        }
    }

    private static byte[] classFileOf(Class<?> type) throws IOException {
        try (var in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }

    /** Takes the one class from its own place, everything else from its parent. */
    private static final class ChildFirst extends URLClassLoader {

        ChildFirst(URL url, ClassLoader parent) {
            super(new URL[] {url}, parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.equals(Good.class.getName()) ? findClass(name) : super.loadClass(name, resolve);
        }
    }

    @Test
    void versionsBelowOneMatchExactlyAndLaterOnesByMajor() {
        assertTrue(new ApiVersion(0, 1).supports(new ApiVersion(0, 1)));
        assertFalse(new ApiVersion(0, 2).supports(new ApiVersion(0, 1)));
        assertTrue(new ApiVersion(1, 3).supports(new ApiVersion(1, 2)));
        assertFalse(new ApiVersion(1, 3).supports(new ApiVersion(1, 4)));
        assertFalse(new ApiVersion(2, 0).supports(new ApiVersion(1, 0)));
    }

    private static String message(Providers<Toy> providers, String name) {
        return assertThrows(ProviderException.class, () -> providers.named(name))
                .getMessage();
    }

    private Providers<Toy> discover(Class<?>... providers) throws IOException {
        Path services = Files.createTempDirectory(dir, "path").resolve("META-INF/services");
        Files.createDirectories(services);
        StringBuilder lines = new StringBuilder();
        for (Class<?> provider : providers) {
            lines.append(provider.getName()).append('\n');
        }
        Files.writeString(services.resolve(Toy.class.getName()), lines);
        URL url = services.getParent().getParent().toUri().toURL();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {url}, Toy.class.getClassLoader())) {
            return Providers.discover("toy", ServiceLoader.load(Toy.class, loader));
        }
    }
}
