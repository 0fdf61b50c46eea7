package dev.praxis.cli;

import dev.praxis.cli.CliHarness.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A process whose home is on a small disk, which it fills; says how each command ended. */
final class FullDiskChild {

    private static final int BLOCK = 4096;

    private final Path disk;
    private final Path filler;
    private final CliHarness praxis;

    private FullDiskChild(Path disk) {
        this.disk = disk;
        this.filler = disk.resolve("filler");
        this.praxis = new CliHarness(disk.resolve("home")).with("PATH", disk.resolve("bin") + ":/usr/bin:/bin");
    }

    public static void main(String[] args) throws IOException {
        new FullDiskChild(Path.of(args[0])).play();
        System.exit(0);
    }

    private void play() throws IOException {
        Path talosctl =
                Files.writeString(Files.createDirectories(disk.resolve("bin")).resolve("talosctl"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(talosctl, PosixFilePermissions.fromString("rwx------"));
        praxis.run("host", "add", "cp-1", "--type", "talos", "--node", "10.5.0.2", "--endpoint", "10.5.0.2");
        Path settings = praxis.home().resolve("audit.json");
        Files.writeString(
                settings,
                "{\"v\": 1, \"space\": {\"warnBelow\": 1000000, \"lockdownBelow\": 200000, \"reserve\": 65536}}");
        Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-------"));
        say("roomy", act());
        fillUpTo(0);
        say("full", act());
        fillUpTo(150_000);
        say("all but full", act());
        Result status = praxis.run("audit", "status", "--json");
        say("status", status);
        Files.delete(filler);
        say("roomy again", act());
        say("verify", praxis.run("audit", "verify"));
    }

    private Result act() {
        return praxis.run("act", "talos", "version", "--host", "cp-1");
    }

    private static void say(String what, Result result) {
        System.out.println(what + ": " + result.status() + " " + result.err().replace('\n', ' '));
    }

    /** Until no more than so much is left. */
    private void fillUpTo(long room) throws IOException {
        Files.deleteIfExists(filler);
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (Files.getFileStore(disk).getUsableSpace() > room) {
                out.write(new byte[BLOCK]);
            }
        }
    }
}
