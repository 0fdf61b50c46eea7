package dev.praxis.api.json;

import java.util.Iterator;
import java.util.Map;

/** Writes the canonical form, RFC 8785 section 3.2. Recursion is bounded by {@link JsonValue#MAX_DEPTH}. */
final class CanonicalWriter {

    private static final String HEX = "0123456789abcdef";

    private CanonicalWriter() {}

    static void write(JsonValue value, StringBuilder out) {
        if (value instanceof JsonObject object) {
            writeObject(object, out);
        } else if (value instanceof JsonArray array) {
            writeArray(array, out);
        } else if (value instanceof JsonString string) {
            writeString(string.value(), out);
        } else {
            out.append(value);
        }
    }

    private static void writeObject(JsonObject object, StringBuilder out) {
        out.append('{');
        Iterator<Map.Entry<String, JsonValue>> members =
                object.members().entrySet().iterator();
        while (members.hasNext()) {
            Map.Entry<String, JsonValue> member = members.next();
            writeString(member.getKey(), out);
            out.append(':');
            write(member.getValue(), out);
            if (members.hasNext()) {
                out.append(',');
            }
        }
        out.append('}');
    }

    private static void writeArray(JsonArray array, StringBuilder out) {
        out.append('[');
        Iterator<JsonValue> elements = array.elements().iterator();
        while (elements.hasNext()) {
            write(elements.next(), out);
            if (elements.hasNext()) {
                out.append(',');
            }
        }
        out.append(']');
    }

    /** RFC 8785 section 3.2.2.2: only what must be escaped is, with the short form where there is one. */
    private static void writeString(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
