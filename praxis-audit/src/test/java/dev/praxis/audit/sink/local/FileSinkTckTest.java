package dev.praxis.audit.sink.local;

import dev.praxis.testkit.sink.Fault;
import dev.praxis.testkit.sink.SinkFixture;
import dev.praxis.testkit.sink.SinkTck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;

class FileSinkTckTest extends SinkTck {

    @Override
    protected SinkFixture newFixture() {
        try {
            Path directory = Files.createTempDirectory("file-sink");
            Path file = directory.resolve("copy.jsonl");
            Disk disk = new Disk();
            return new LocalFixture(
                    disk,
                    new FileSinkProvider(path -> FaultyFile.open(path, disk)),
                    Map.of("path", file.toString()),
                    EnumSet.allOf(Fault.class),
                    () -> read(file),
                    () -> remove(file, directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path file, Path directory) {
        try {
            Files.deleteIfExists(file);
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
