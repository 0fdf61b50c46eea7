package dev.praxis.audit.sink;

import dev.praxis.api.PraxisException;
import dev.praxis.api.Sha256;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One file of a spool: canonical lines, each ended by a line feed. What stands behind the last line feed is part of a line that a
 * crash cut; nobody was told that it is kept.
 *
 * @param number its place among the files
 * @param path where it is
 * @param length how much of it counts, in bytes
 * @param records how many lines that is
 */
record SpoolSegment(long number, Path path, long length, long records) {

    private static final String SUFFIX = ".jsonl";

    /** A line of the log has at most 64 KiB less one; more without a line feed is no line. */
    private static final int LONGEST = 1 << 20;

    /**
     * Lines that were read.
     *
     * @param lines the lines
     * @param end the offset behind the last of them
     * @param records how many lines were passed, those that are no records included
     */
    record Batch(List<AuditLine> lines, long end, long records) {}

    static String name(long number) {
        return String.format(Locale.ROOT, "%020d%s", number, SUFFIX);
    }

    /** The number in the name of a file, if it is one of a spool. */
    static OptionalLong numberOf(Path file) {
        String name = file.getFileName().toString();
        return name.matches("[0-9]{20}\\.jsonl")
                ? OptionalLong.of(Long.parseLong(name.substring(0, name.length() - SUFFIX.length())))
                : OptionalLong.empty();
    }

    /** Reads a file that a process before this one left. */
    static SpoolSegment found(Path file, long number) throws IOException {
        long length = 0;
        long records = 0;
        long offset = 0;
        try (InputStream in = new BufferedInputStream(new FileInputStream(file.toFile()))) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                offset++;
                if (b == '\n') {
                    length = offset;
                    records++;
                }
            }
        }
        return new SpoolSegment(number, file, length, records);
    }

    SpoolSegment grown(long bytes, long lines) {
        return new SpoolSegment(number, path, length + bytes, records + lines);
    }

    /** Reads at least one line from an offset on, if there is one; further ones up to a limit. */
    Batch read(long offset, int maxLines, int maxBytes) throws IOException {
        List<AuditLine> lines = new ArrayList<>();
        long end = offset;
        long passed = 0;
        try (FileInputStream file = new FileInputStream(path.toFile())) {
            file.skipNBytes(offset);
            InputStream in = new BufferedInputStream(file);
            while (end < length && lines.size() < maxLines && end - offset < maxBytes) {
                byte[] line = line(in);
                end += line.length + 1L;
                passed++;
                AuditLine record = parse(line);
                if (record != null) {
                    lines.add(record);
                }
            }
        }
        return new Batch(lines, end, passed);
    }

    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 || line.size() > LONGEST) {
                throw new IOException("a file of the spool became shorter, or has a line that is too long");
            }
            line.write(b);
        }
        return line.toByteArray();
    }

    /** The record of a line, or null when it was damaged; the gap that this leaves is seen from the sequences. */
    private static @Nullable AuditLine parse(byte[] line) {
        try {
            String json = new String(line, StandardCharsets.UTF_8);
            JsonObject record = CanonicalJson.parseObject(json);
            return record.get("sequence").orElse(null) instanceof JsonNumber sequence
                    ? new AuditLine(
                            (long) sequence.value(),
                            new Sha256(record.string("hash").orElse("")),
                            json)
                    : null;
        } catch (PraxisException e) {
            return null;
        }
    }
}
