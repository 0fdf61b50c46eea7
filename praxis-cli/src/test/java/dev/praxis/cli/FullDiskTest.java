package dev.praxis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.testkit.RequiresTool;
import dev.praxis.testkit.process.ChildJvm;
import dev.praxis.testkit.process.JvmCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A home on a disk that is really full: a file system of 4 MiB, which a sandbox makes. */
class FullDiskTest {

    private static final String FOUR_MIB = "4194304";

    @TempDir
    Path dir;

    @DisplayName("each command says that the disk is full, nothing is damaged, and with room it goes on by itself")
    @Test
    @RequiresTool(
            value = "bwrap",
            from = "bubblewrap",
            probe = {"--dev-bind", "/", "/", "--size", "65536", "--tmpfs", "/tmp", "true"})
    void aFullDisk() throws Exception {
        Path disk = Files.createDirectory(dir.resolve("disk"));
        List<String> said;
        try (ChildJvm child = JvmCommand.of(FullDiskChild.class, disk.toString())
                .under("bwrap", "--dev-bind", "/", "/", "--size", FOUR_MIB, "--tmpfs", disk.toString())
                .start()) {
            said = child.finish();
        }
        assertEquals(6, said.size(), said.toString());
        assertEquals("roomy: 0 ", said.get(0));
        assertTrue(said.get(1).startsWith("full: 14 praxis: PRX-STORE-UNAVAILABLE: the disk of store"), said.get(1));
        assertTrue(said.get(1).contains("is full"), said.get(1));
        assertTrue(said.get(2).startsWith("all but full: 19 praxis: PRX-GATE-INTENT-UNRECORDED"), said.get(2));
        assertTrue(said.get(2).contains("nothing new may begin, since the disk"), said.get(2));
        assertEquals("status: 19 ", said.get(3));
        assertEquals("roomy again: 0 ", said.get(4));
        assertEquals("verify: 0 ", said.get(5));
    }
}
