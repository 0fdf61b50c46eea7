package dev.praxis.execution.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.home.HomePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PraxisHomeTest {

    @TempDir
    Path directory;

    @Test
    void openingCreatesPrivateDirectoriesWithTheirParents() throws IOException {
        HomePaths paths = new HomePaths(directory.resolve("state/deep/praxis"));
        assertEquals(paths, PraxisHome.open(paths).paths());
        for (Path created : List.of(
                directory.resolve("state"),
                directory.resolve("state/deep"),
                paths.base(),
                paths.audit(),
                paths.approvals())) {
            assertEquals("rwx------", mode(created));
        }
        assertEquals(List.of("approvals", "audit"), names(paths.base()));
        PraxisHome.open(paths);
        assertEquals(paths, PraxisHome.find(paths).orElseThrow().paths());
    }

    @Test
    void findingNeverCreatesOrChangesAnything() throws IOException {
        HomePaths absent = new HomePaths(directory.resolve("absent"));
        assertEquals(Optional.empty(), PraxisHome.find(absent));
        assertEquals(List.of(), names(directory));
        HomePaths open = new HomePaths(Files.createDirectory(directory.resolve("open")));
        Files.setPosixFilePermissions(open.base(), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertUnusable(() -> PraxisHome.find(open), "chmod 700");
        assertEquals("rwxr-xr-x", mode(open.base()));
        assertEquals(List.of(), names(open.base()));
    }

    @Test
    void ownDirectoriesThatAreOpenToOthersAreRepaired() throws IOException {
        HomePaths paths = new HomePaths(directory.resolve("praxis"));
        PraxisHome.open(paths);
        for (Path path : List.of(paths.base(), paths.audit(), paths.approvals())) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        PraxisHome.open(paths);
        for (Path path : List.of(paths.base(), paths.audit(), paths.approvals())) {
            assertEquals("rwx------", mode(path));
        }
    }

    @Test
    void aDirectoryOfSomebodyElseIsRefusedAndStaysAsItIs() throws IOException {
        Path base = Files.createDirectory(directory.resolve("foreign"));
        Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxrwxrwx"));
        Assumptions.assumeTrue(giveAway(base), "only root can give a directory away");
        assertUnusable(() -> PraxisHome.open(new HomePaths(base)), "belongs to");
        assertEquals("rwxrwxrwx", mode(base));
        assertEquals(List.of(), names(base));
    }

    @Test
    void aHomeBelowAWorkTreeIsRefusedHoweverItIsReached() throws IOException {
        Path tree = Files.createDirectory(directory.resolve("tree"));
        Files.createDirectory(tree.resolve(".git"));
        Path linked = Files.createDirectories(directory.resolve("worktree/sub"));
        Files.writeString(directory.resolve("worktree/.git"), "gitdir: elsewhere\n");
        Path link = Files.createSymbolicLink(directory.resolve("link"), tree);
        for (Path base : List.of(tree, tree.resolve("a/b"), linked, link.resolve("a"))) {
            assertUnusable(() -> PraxisHome.open(new HomePaths(base)), "git work tree");
            assertUnusable(() -> PraxisHome.find(new HomePaths(base)), "git work tree");
        }
        assertEquals(List.of(".git"), names(tree));
    }

    @Test
    void whatIsNotADirectoryIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "mine");
        Path dangling = Files.createSymbolicLink(directory.resolve("dangling"), directory.resolve("nowhere"));
        for (Path base : List.of(file, dangling)) {
            assertUnusable(() -> PraxisHome.open(new HomePaths(base)), "is not a directory");
            assertUnusable(() -> PraxisHome.find(new HomePaths(base)), "is not a directory");
        }
        assertUnusable(() -> PraxisHome.open(new HomePaths(file.resolve("below"))), "cannot be created");
        assertEquals("mine", Files.readString(file));

        Path base = Files.createDirectory(directory.resolve("praxis"));
        Files.writeString(base.resolve("audit"), "in the way");
        assertUnusable(() -> PraxisHome.open(new HomePaths(base)), "is not a directory");
    }

    @Test
    void whatCannotBeWrittenIsRefused() throws IOException {
        // The kernel's own file system takes no new directories, not even from root.
        assertUnusable(() -> PraxisHome.open(new HomePaths(Path.of("/proc/praxis/home"))), "cannot be created");
        assertFalse(Files.exists(Path.of("/proc/praxis")));
    }

    private static void assertUnusable(Runnable action, String why) {
        HomeUnusableException refused = assertThrows(HomeUnusableException.class, action::run);
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
        assertFalse(refused.getMessage().contains("\n"), refused.getMessage());
        assertEquals("PRX-HOME-UNUSABLE", refused.code());
    }

    private static boolean giveAway(Path path) {
        try {
            Files.setAttribute(path, "unix:uid", 65534);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static List<String> names(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
