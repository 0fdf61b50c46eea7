package dev.praxis.store.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The header of a rollback journal, which says how to undo the transaction that is under way or was when its process
 * died (SQLite database file format, section 3). Reading it is harmless: SQLite has locks on the database only.
 *
 * @param pagesBefore the size of the database before the transaction, in pages
 * @param pageSize the size of a page in bytes
 */
record RollbackJournal(int pagesBefore, int pageSize) {

    private static final long MAGIC = 0xd9d505f920a163d7L;
    private static final int PAGES_BEFORE = 16;
    private static final int PAGE_SIZE = 24;
    private static final int LENGTH = 28;

    /** Reads a journal; empty if there is none, or one of a transaction that is over or has not begun to write. */
    static Optional<RollbackJournal> read(Path path) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(LENGTH);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (bytes.length < LENGTH || ByteBuffer.wrap(bytes).getLong() != MAGIC) {
            return Optional.empty();
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        return Optional.of(new RollbackJournal(header.getInt(PAGES_BEFORE), header.getInt(PAGE_SIZE)));
    }
}
