package dev.praxis.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a verification reads from. */
interface Evidence {

    /** The bytes of the head as it is now, or null when there is none. */
    byte @Nullable [] head() throws IOException;

    /** The journal, or null when there is none. */
    @Nullable
    InputStream journal() throws IOException;

    /**
     * The files of a directory, which a writer may be writing to. Each is refused with {@link AuditUnavailableException} if
     * it is open to others.
     */
    static Evidence in(Path directory) {
        return new Evidence() {
            @Override
            public byte @Nullable [] head() throws IOException {
                OwnerOnly.FILE.require(directory.resolve(JournalDirectory.HEAD));
                return JournalDirectory.readHead(directory);
            }

            @Override
            public @Nullable InputStream journal() throws IOException {
                Path journal = directory.resolve(JournalDirectory.JOURNAL);
                OwnerOnly.FILE.require(journal);
                try {
                    return Files.newInputStream(journal, LinkOption.NOFOLLOW_LINKS);
                } catch (NoSuchFileException e) {
                    return null;
                }
            }
        };
    }
}
