package dev.praxis.api.json;

import java.nio.charset.StandardCharsets;

/**
 * The one rendering of JSON that praxis hashes, stores, signs and compares: the JSON Canonicalization Scheme, RFC 8785.
 *
 * <p>Reading is strict (I-JSON, RFC 7493): duplicate member names, unpaired surrogates, U+0000, numbers beyond the
 * range of a double, integers that a double would change, nesting deeper than {@value JsonValue#MAX_DEPTH}, documents
 * of more than {@value JsonValue#MAX_BYTES} bytes, a byte order mark, invalid UTF-8 and anything after the value are
 * refused. An integer counts as changed when it is neither held exactly by a double nor written as RFC 8785 writes that
 * double: 9007199254740993 is refused, while 295147905179352830000 (RFC 8785, appendix B) is accepted, as it reads and
 * writes to itself.
 *
 * <p>Thread-safe; never blocks.
 */
public final class CanonicalJson {

    private CanonicalJson() {}

    /**
     * The canonical text.
     *
     * @param value a value
     * @return its canonical form
     */
    public static String text(JsonValue value) {
        StringBuilder out = new StringBuilder();
        CanonicalWriter.write(value, out);
        return out.toString();
    }

    /**
     * The canonical bytes: UTF-8 of {@link #text}.
     *
     * @param value a value
     * @return its canonical form
     * @throws JsonRefusedException if that is longer than {@value JsonValue#MAX_BYTES} bytes
     */
    public static byte[] bytes(JsonValue value) {
        byte[] bytes = text(value).getBytes(StandardCharsets.UTF_8);
        if (bytes.length > JsonValue.MAX_BYTES) {
            throw StrictReader.tooLong(bytes.length);
        }
        return bytes;
    }

    /**
     * Reads one JSON value.
     *
     * @param text the whole document
     * @return the value
     * @throws JsonRefusedException if it is not one I-JSON value within the limits
     */
    public static JsonValue parse(String text) {
        return StrictReader.read(text);
    }

    /**
     * Reads one JSON value.
     *
     * @param utf8 the whole document
     * @return the value
     * @throws JsonRefusedException if it is not valid UTF-8 or not one I-JSON value within the limits
     */
    public static JsonValue parse(byte[] utf8) {
        return StrictReader.read(utf8);
    }

    /**
     * Reads one JSON object.
     *
     * @param text the whole document
     * @return the object
     * @throws JsonRefusedException if it is not one I-JSON object within the limits
     */
    public static JsonObject parseObject(String text) {
        if (parse(text) instanceof JsonObject object) {
            return object;
        }
        throw new JsonRefusedException(
                "a JSON object was expected, such as {\"name\":\"value\"}; got another kind of value", null);
    }
}
