package dev.praxis.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a verification reads from. */
interface Evidence {

    /** The bytes of the head as it is now, or null when there is none. */
    byte @Nullable [] head() throws IOException;

    /** The segments one after another, or null when there is none. */
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
                Path head = directory.resolve(JournalDirectory.HEAD);
                OwnerOnly.FILE.require(head);
                return JournalDirectory.read(head);
            }

            @Override
            public @Nullable InputStream journal() throws IOException {
                List<SegmentFile> segments = SegmentFile.ownedIn(directory);
                if (segments.isEmpty()) {
                    return null;
                }
                return new ConcatenatedSegments(segments);
            }
        };
    }
}
