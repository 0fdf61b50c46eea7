package dev.praxis.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
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

    /** The files of a directory, which a writer may be writing to. */
    static Evidence in(Path directory) {
        return new Evidence() {
            @Override
            public byte @Nullable [] head() throws IOException {
                return JournalDirectory.readHead(directory);
            }

            @Override
            public @Nullable InputStream journal() throws IOException {
                try {
                    return Files.newInputStream(directory.resolve(JournalDirectory.JOURNAL));
                } catch (NoSuchFileException e) {
                    return null;
                }
            }
        };
    }
}
