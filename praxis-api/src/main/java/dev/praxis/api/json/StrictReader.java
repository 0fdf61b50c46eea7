package dev.praxis.api.json;

import dev.praxis.api.InvalidArgumentException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/** Reads I-JSON (RFC 7493) and refuses the rest. Jackson tokenizes; what a token may hold is decided here. */
final class StrictReader {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // The message must not show the input, which may hold a secret.
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(JsonValue.MAX_DEPTH)
                    .maxNumberLength(1_000)
                    .maxStringLength(JsonValue.MAX_BYTES)
                    .maxNameLength(JsonValue.MAX_BYTES)
                    .build())
            .build();

    /** One printable character, which is no secret. */
    private static final Pattern UNEXPECTED = Pattern.compile("Unexpected character \\('([!-~])' \\(code ");

    private final JsonParser parser;

    private StrictReader(JsonParser parser) {
        this.parser = parser;
    }

    static JsonValue read(byte[] utf8) {
        if (utf8.length > JsonValue.MAX_BYTES) {
            throw tooLong(utf8.length);
        }
        try {
            return read(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new JsonRefusedException("JSON is not valid UTF-8; convert it first", e);
        }
    }

    static JsonValue read(String text) {
        // Every char is at least one byte, so this is never too strict; the exact bound is that of the canonical form.
        if (text.length() > JsonValue.MAX_BYTES) {
            throw tooLong(text.length());
        }
        if (text.startsWith("\uFEFF")) {
            throw new JsonRefusedException(
                    "JSON starts with a byte order mark; remove it (RFC 8259, section 8.1)", null);
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            StrictReader reader = new StrictReader(parser);
            if (parser.nextToken() == null) {
                throw new JsonRefusedException("JSON is empty; write a value, such as {}", null);
            }
            JsonValue value = reader.value();
            if (parser.nextToken() != null) {
                throw reader.refused("there is more text after the JSON value", null);
            }
            CanonicalJson.bytes(value);
            return value;
        } catch (JacksonException e) {
            throw new JsonRefusedException(describe(e), e);
        }
    }

    static JsonRefusedException tooLong(long length) {
        return new JsonRefusedException(
                "JSON of " + length + " bytes is too long; at most " + JsonValue.MAX_BYTES + " are allowed", null);
    }

    private JsonValue value() {
        try {
            return switch (parser.currentToken()) {
                case START_OBJECT -> object();
                case START_ARRAY -> array();
                case VALUE_STRING -> new JsonString(parser.getString());
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString());
                case VALUE_TRUE -> JsonBoolean.TRUE;
                case VALUE_FALSE -> JsonBoolean.FALSE;
                case VALUE_NULL -> JsonNull.NULL;
                default -> throw refused("unexpected " + parser.currentToken(), null);
            };
        } catch (InvalidArgumentException e) {
            throw refused(String.valueOf(e.getMessage()), e);
        }
    }

    private JsonObject object() {
        JsonObject.Builder object = JsonObject.builder();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, value());
        }
        return object.build();
    }

    private JsonArray array() {
        List<JsonValue> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value());
        }
        return JsonArray.of(elements);
    }

    private JsonNumber number(String literal) {
        double value = Double.parseDouble(literal);
        if (!Double.isFinite(value)) {
            throw refused("a number is beyond the range of an IEEE 754 double; write it as a string", null);
        }
        JsonNumber number = new JsonNumber(value);
        boolean integer = parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
        if (integer && Math.abs(value) >= 0x1p53 && !isKept(literal, number)) {
            throw refused("an integer cannot be held exactly by an IEEE 754 double; write it as a string", null);
        }
        return number;
    }

    private static boolean isKept(String literal, JsonNumber number) {
        return literal.equals(number.toString())
                || new BigDecimal(literal).compareTo(new BigDecimal(number.value())) == 0;
    }

    private JsonRefusedException refused(String why, @Nullable Throwable cause) {
        return new JsonRefusedException("JSON refused: " + why + at(parser.currentLocation()), cause);
    }

    /** In our own words: Jackson's repeat what it could not read, and that may be a secret. */
    private static String describe(JacksonException e) {
        String message = String.valueOf(e.getOriginalMessage());
        Matcher character = UNEXPECTED.matcher(message);
        String why;
        if (e instanceof UnexpectedEndOfInputException) {
            why = "it ends in the middle of a value";
        } else if (e instanceof StreamConstraintsException) {
            why = "it is nested deeper than " + JsonValue.MAX_DEPTH + " levels, or a number is too long";
        } else if (message.startsWith("Duplicate")) {
            why = "a member name is used twice in one object";
        } else if (message.startsWith("Unrecognized token")) {
            why = "there is a word that is not JSON (text goes into double quotes)";
        } else if (message.startsWith("Illegal unquoted character")) {
            why = "a control character in a string is not escaped";
        } else if (character.lookingAt()) {
            why = "unexpected character '" + character.group(1) + "'";
        } else {
            why = "it is malformed";
        }
        return "JSON refused: " + why + at(e.getLocation());
    }

    private static String at(@Nullable TokenStreamLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
