package dev.praxis.audit.sink.local;

import dev.praxis.api.audit.AuditGap;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.audit.AuditSinkException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Copies lines to a file. A file that was moved away is not followed: a new one is made at the path. After a failure the file is
 * closed, and opened again for the next line.
 */
final class FileSink implements AuditSink {

    /** Opens a file. */
    @FunctionalInterface
    interface Opening {

        /**
         * Opens it.
         *
         * @param path where it is
         * @return the open file
         * @throws IOException if it cannot be opened
         */
        CopyFile open(Path path) throws IOException;
    }

    private final Path path;
    private final Opening opening;

    /** A disk can hang, and no interrupt ends that. */
    private final HandOff handOff = new HandOff("praxis-audit-file");

    /** Confined to the thread of the hand-off. */
    private @Nullable CopyFile file;

    FileSink(Path path, Opening opening) throws IOException {
        this.path = path;
        this.opening = opening;
        this.file = opening.open(path);
    }

    @Override
    public void accept(List<AuditLine> lines) {
        String text = lines.stream().map(line -> line.json() + "\n").collect(Collectors.joining());
        handOff.run(() -> add(text));
    }

    @Override
    public void gap(AuditGap gap) {
        handOff.run(() -> add(gap.json() + "\n"));
    }

    private void add(String lines) {
        try {
            current().add(lines.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            giveUp();
            throw new AuditSinkException(
                    "records were not copied to " + path + " (" + e.getClass().getSimpleName() + ": " + e.getMessage()
                            + "); see to the disk",
                    e);
        }
    }

    private CopyFile current() throws IOException {
        CopyFile open = file;
        if (open != null && !open.isAtItsPath()) {
            closeFile();
            open = null;
        }
        if (open == null) {
            open = opening.open(path);
            file = open;
        }
        return open;
    }

    /** What a failed write left is cut off now, or when the file is opened again. */
    private void giveUp() {
        CopyFile open = file;
        if (open != null) {
            try {
                open.cutBack();
            } catch (IOException e) {
                // Opening it again cuts off what is no line.
            }
            closeFile();
        }
    }

    private void closeFile() {
        CopyFile open = file;
        file = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // All that was acknowledged was synchronised.
            }
        }
    }

    @Override
    public void close() {
        handOff.close(this::closeFile);
    }
}
