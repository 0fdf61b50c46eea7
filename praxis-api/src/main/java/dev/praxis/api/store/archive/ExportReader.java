package dev.praxis.api.store.archive;

import dev.praxis.api.PraxisException;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.Change;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads an export, change by change, and refuses what was not written so. A change is given only when the line behind it has
 * confirmed it: what was given before a refusal is what was exported. Holds two changes at a time. Confined to one thread;
 * blocks on the stream.
 */
public final class ExportReader {

    private final LineReader lines;
    private final ExportLines expected = new ExportLines();
    private @Nullable Change unconfirmed;
    private boolean ended;
    private boolean failed;

    private ExportReader(InputStream in) {
        this.lines = new LineReader(in);
    }

    /**
     * Begins to read an export.
     *
     * @param in the export; not closed, and read further than what was given
     * @return a reader behind the header
     * @throws ExportDamagedException if it has not the header of an export that this release can read
     * @throws IOException if the stream failed
     */
    public static ExportReader open(InputStream in) throws IOException {
        ExportReader reader = new ExportReader(in);
        reader.requireHeader();
        return reader;
    }

    /**
     * The next change. After a failure every further call is refused: what stands behind it was confirmed by nothing.
     *
     * @return the change; empty when the export has ended, whole and unaltered
     * @throws ExportDamagedException if it is cut or altered, or an earlier call failed
     * @throws IOException if the stream failed
     */
    public Optional<Change> next() throws IOException {
        while (!ended) {
            if (failed) {
                throw damaged("reading it has failed before", null);
            }
            Change before = unconfirmed;
            failed = true;
            unconfirmed = read();
            failed = false;
            if (before != null) {
                return Optional.of(before);
            }
        }
        return Optional.empty();
    }

    /**
     * The record up to the last line that was read; of all of it when {@link #next} has given nothing more.
     *
     * @return the checkpoint
     */
    public Checkpoint checkpoint() {
        return expected.checkpoint();
    }

    /**
     * How many changes were read.
     *
     * @return 0 or more
     */
    public long changes() {
        return expected.changes();
    }

    private void requireHeader() throws IOException {
        byte[] header = lines.next().orElseThrow(() -> damaged("there is nothing to read", null));
        if (Arrays.equals(header, ExportLines.header())) {
            return;
        }
        if (header.length > 1 && header[header.length - 2] == '\r') {
            throw damaged(
                    "its lines end with a carriage return, so a copy has changed it; copy it byte for byte", null);
        }
        JsonObject object = JsonObject.EMPTY;
        try {
            object = CanonicalJson.parseObject(text(header));
        } catch (PraxisException e) {
            throw damaged("it is not the header of an export of facts", e);
        }
        boolean otherVersion =
                object.string("format").filter(ExportLines.FORMAT::equals).isPresent();
        throw damaged(
                otherVersion
                        ? "it has a version of the format that this praxis does not know, it knows "
                                + ExportLines.VERSION
                        : "it is not the header of an export of facts",
                null);
    }

    /** The change of the next line, or null when that is the last line. */
    private @Nullable Change read() throws IOException {
        byte[] line = lines.next().orElseThrow(() -> damaged("the export ends before its last line", null));
        Checkpoint before = expected.checkpoint();
        try {
            String text = text(line);
            JsonObject envelope = ChangeCodec.envelope(text);
            if (!ChangeCodec.text(envelope, ChangeCodec.DIGEST)
                    .equals(before.digest().hex())) {
                throw damaged("the lines before it are not those that were exported with it", null);
            }
            boolean isEnd = ChangeCodec.text(envelope, ChangeCodec.KIND).equals(ExportLines.END);
            Change change = isEnd ? null : ChangeCodec.change(envelope, text);
            byte[] written = change == null ? expected.end() : expected.next(change);
            if (!Arrays.equals(line, written)) {
                throw damaged("it is not written as an export is", null);
            }
            if (change == null) {
                requireNothingMore();
            }
            return change;
        } catch (ExportDamagedException e) {
            throw e;
        } catch (PraxisException e) {
            throw damaged(String.valueOf(e.getMessage()), e);
        }
    }

    private void requireNothingMore() throws IOException {
        if (lines.next().isPresent()) {
            throw damaged("it stands behind the last line of the export", null);
        }
        ended = true;
    }

    /** Without the line feed. What is not UTF-8 is not what would be written. */
    private static String text(byte[] line) {
        return new String(line, 0, line.length - 1, StandardCharsets.UTF_8);
    }

    private ExportDamagedException damaged(String why, @Nullable Throwable cause) {
        return new ExportDamagedException(lines.number(), why, cause);
    }
}
