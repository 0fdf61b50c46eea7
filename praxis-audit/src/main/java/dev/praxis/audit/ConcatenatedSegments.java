package dev.praxis.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bytes of segments, one after another; each is opened when it is its turn. Confined to one thread. */
final class ConcatenatedSegments extends InputStream {

    private final Iterator<SegmentFile> waiting;
    private @Nullable InputStream open;

    ConcatenatedSegments(List<SegmentFile> segments) {
        this.waiting = segments.iterator();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            InputStream present = open;
            if (present == null) {
                if (!waiting.hasNext()) {
                    return -1;
                }
                present = Files.newInputStream(waiting.next().path(), LinkOption.NOFOLLOW_LINKS);
                open = present;
            }
            int count = present.read(buffer, offset, length);
            if (count > 0) {
                return count;
            }
            present.close();
            open = null;
        }
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
        }
    }
}
