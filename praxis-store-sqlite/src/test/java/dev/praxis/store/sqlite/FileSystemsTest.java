package dev.praxis.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.store.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSystemsTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"nfs", "nfs4", "cifs", "smb3", "ceph", "lustre", "fuse.sshfs", "vboxsf", "NFS"})
    void whereOthersCanChangeTheFileNothingIsTouched(String type) throws IOException {
        SqliteStoreProvider provider = new SqliteStoreProvider(new FileSystems(path -> type));
        Path file = directory.resolve("facts.db");
        InvalidArgumentException refusal = assertThrows(
                InvalidArgumentException.class, () -> provider.open(Samples.location(file), StoreOptions.defaults()));
        assertTrue(refusal.getMessage().contains(type.toLowerCase(Locale.ROOT)), refusal.getMessage());
        assertEquals(1, refusal.getMessage().lines().count());
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ext4", "xfs", "btrfs", "zfs", "tmpfs", "overlay", "9p", "virtiofs", "fuse.fuse-overlayfs", ""})
    void whatMayBeTheOnlyDiskIsTaken(String type) {
        SqliteStoreProvider provider = new SqliteStoreProvider(new FileSystems(path -> type));
        provider.open(Samples.location(directory.resolve("facts.db")), StoreOptions.defaults())
                .close();
    }

    @Test
    void theDirectoryCountsWhereThereIsNoFileYet() {
        FileSystems systems = new FileSystems(path -> {
            if (path.endsWith("facts.db") || path.endsWith("absent")) {
                throw new NoSuchFileException(path.toString());
            }
            return path.endsWith("remote") ? "nfs4" : "ext4";
        });
        assertThrows(
                InvalidArgumentException.class,
                () -> systems.requireLocal(directory.resolve("remote/absent/facts.db")));
        assertDoesNotThrow(() -> systems.requireLocal(directory.resolve("local/absent/facts.db")));
    }

    @Test
    void whatTheSystemDoesNotSayIsNotRefused() {
        FileSystems systems = new FileSystems(path -> {
            throw new IOException("no mount point");
        });
        assertDoesNotThrow(() -> systems.requireLocal(directory.resolve("facts.db")));
    }

    @Test
    void thisMachineNamesTheFileSystemOfAFile() {
        assertDoesNotThrow(() -> FileSystems.ofThisMachine().requireLocal(directory.resolve("facts.db")));
    }
}
