package dev.praxis.audit.tlog;

import dev.praxis.audit.internal.FileOperations;
import dev.praxis.audit.internal.WholeFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The tiles of a log, as files (C2SP tlog-tiles). A tile is never changed. One writer at a time, any number of readers. */
final class TileFiles {

    private static final String DIRECTORY = "tile";

    private final Path directory;
    private final WholeFiles files;

    /** The tiles of the log in a directory. */
    TileFiles(Path log, FileOperations system) {
        this.directory = directory(log);
        this.files = new WholeFiles(system);
    }

    /** Where the tiles of a log are. */
    static Path directory(Path log) {
        return log.resolve(DIRECTORY);
    }

    boolean exist() {
        return Files.exists(directory);
    }

    /**
     * Writes a tile; when this returns, it survives a power loss. Writing the same once more is allowed.
     *
     * @throws TreeDamagedException if there is such a tile with other hashes
     */
    void write(Tile tile, byte[] hashes) throws IOException {
        write(tile.path(), hashes);
    }

    /** Writes a bundle of entries; the same holds for it. */
    void writeBundle(Tile tile, byte[] entries) throws IOException {
        write(tile.bundlePath(), entries);
    }

    private void write(String path, byte[] content) throws IOException {
        Path file = directory.resolve(path);
        byte @Nullable [] found = WholeFiles.read(file, content.length + 1);
        if (found == null) {
            files.makeDirectories(file.resolveSibling(".").normalize());
            files.replace(file, content);
        } else if (Arrays.equals(found, content)) {
            files.settle(file);
        } else {
            throw new TreeDamagedException("tile/" + path
                    + " is there already with other content: entries that were in the tree are gone or were changed");
        }
    }

    /** Removes the partial forms of a tile that is there in full; the hashes that they had are its first. */
    void removePartials(Tile full) throws IOException {
        Path partials = directory.resolve(full.partialsPath());
        if (!Files.isDirectory(partials)) {
            return;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(partials)) {
            for (Path each : all) {
                Files.delete(each);
            }
        }
        Files.delete(partials);
    }

    /**
     * Reads a tile; a partial one from the full one where that has taken its place.
     *
     * @return the hashes, one after another
     * @throws TreeDamagedException if it is missing or has another length than its name says
     */
    byte[] read(Tile tile) throws IOException {
        byte @Nullable [] found = exactly(tile);
        if (found == null && !tile.isFull()) {
            found = exactly(tile.whenFull());
        }
        if (found == null) {
            throw new TreeDamagedException("tile/" + tile.path() + " is missing");
        }
        return Arrays.copyOf(found, tile.bytes());
    }

    private byte @Nullable [] exactly(Tile tile) throws IOException {
        byte @Nullable [] found = WholeFiles.read(directory.resolve(tile.path()), tile.bytes() + 1);
        if (found != null && found.length != tile.bytes()) {
            throw new TreeDamagedException(
                    "tile/" + tile.path() + " has another length than " + tile.bytes() + " bytes");
        }
        return found;
    }
}
