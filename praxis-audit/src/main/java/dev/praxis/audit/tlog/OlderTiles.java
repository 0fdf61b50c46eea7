package dev.praxis.audit.tlog;

import dev.praxis.audit.internal.ChangingFiles;
import dev.praxis.audit.internal.FileOperations;
import dev.praxis.audit.internal.WholeFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Partial tiles of older sizes, which stay for those who go by an older checkpoint until the full tile is there (C2SP tlog-tiles,
 * "Partial Tiles"). Each must begin as the tile that the signed tree has in its place. Confined to one thread.
 */
final class OlderTiles {

    private static final Pattern PARTIAL =
            Pattern.compile("([0-6])/((?:x[0-9]{3}/){0,5}[0-9]{3})\\.p/([1-9][0-9]{0,2})");

    private final Path directory;
    private final TileFiles files;
    private final long size;
    private final Set<String> wrong;
    private final SortedSet<String> different = new TreeSet<>();
    private final SortedSet<String> cut = new TreeSet<>();

    /**
     * The partial tiles of a log.
     *
     * @param size how many entries the tree has that was signed
     * @param wrong the paths of its tiles that are known to be wrong, with which nothing is compared
     */
    OlderTiles(Path log, long size, Set<String> wrong) {
        this.directory = TileFiles.directory(log);
        this.files = new TileFiles(log, new FileOperations());
        this.size = size;
        this.wrong = wrong;
    }

    /** Compares all that there are. */
    void compare() throws IOException {
        if (files.exist()) {
            Files.walkFileTree(directory, new Walk());
        }
    }

    /** Those that have other hashes. */
    SortedSet<String> different() {
        return different;
    }

    /** Those that have another length than their name says. */
    SortedSet<String> cut() {
        return cut;
    }

    private void compare(String path) throws IOException {
        Matcher name = PARTIAL.matcher(path);
        if (!name.matches() || Integer.parseInt(name.group(3)) >= Tile.FULL) {
            return;
        }
        int level = Integer.parseInt(name.group(1));
        long index = Long.parseLong(name.group(2).replaceAll("[x/]", ""));
        Tile partial = new Tile(level, index, Integer.parseInt(name.group(3)));
        int width = signedWidth(level, index);
        if (width == 0) {
            return;
        }
        Tile signed = new Tile(level, index, width);
        if (!signed.equals(partial) && !wrong.contains(signed.path())) {
            compare(partial, signed);
        }
    }

    /** How many hashes the signed tree has in a tile. */
    private int signedWidth(int level, long index) {
        long edge = size >>> (Tile.HEIGHT * (level + 1));
        if (index > edge) {
            return 0;
        }
        return index < edge ? Tile.FULL : Tile.edgeWidth(level, size);
    }

    private void compare(Tile partial, Tile signed) throws IOException {
        byte @Nullable [] hashes = WholeFiles.read(directory.resolve(partial.path()), partial.bytes() + 1);
        if (hashes == null) {
            return; // the full tile came meanwhile
        }
        if (hashes.length != partial.bytes()) {
            cut.add(partial.path());
            return;
        }
        int common = Math.min(partial.bytes(), signed.bytes());
        try {
            if (!Arrays.equals(hashes, 0, common, files.read(signed), 0, common)) {
                different.add(partial.path());
            }
        } catch (TreeDamagedException e) {
            return; // that the signed one is not there is found without this
        }
    }

    private final class Walk extends ChangingFiles {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            compare(directory.relativize(file).toString());
            return FileVisitResult.CONTINUE;
        }
    }
}
