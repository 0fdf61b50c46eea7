package dev.praxis.audit.sink;

import dev.praxis.api.PraxisException;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How far a sink has come: kept in the file {@code position}, which may be behind, or gone. Then lines are delivered again.
 *
 * @param file the number of the file in which the next line is
 * @param offset where in that file it begins
 * @param sequence the last record that the sink has, or was told to be in a gap; 0 if that is not known
 */
record SpoolPosition(long file, long offset, long sequence) {

    static final String FILE = "position";

    static final SpoolPosition NONE = new SpoolPosition(0, 0, 0);

    static SpoolPosition read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return NONE;
        }
        try {
            JsonObject json = CanonicalJson.parseObject(Files.readString(file));
            return new SpoolPosition(number(json, "file"), number(json, "offset"), number(json, "sequence"));
        } catch (PraxisException e) {
            return NONE; // a power loss can leave it empty
        }
    }

    byte[] bytes() {
        return JsonObject.builder()
                .put("file", file)
                .put("offset", offset)
                .put("sequence", sequence)
                .build()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static long number(JsonObject json, String name) {
        return json.get(name).orElse(JsonNumber.of(0)) instanceof JsonNumber number ? (long) number.value() : 0;
    }
}
