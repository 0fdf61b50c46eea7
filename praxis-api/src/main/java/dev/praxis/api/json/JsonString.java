package dev.praxis.api.json;

import dev.praxis.api.Utf8Text;

/**
 * A JSON string.
 *
 * @param value Unicode text without U+0000 and unpaired surrogates
 */
public record JsonString(String value) implements JsonValue {

    /**
     * Checks the text.
     *
     * @throws dev.praxis.api.InvalidArgumentException if it has U+0000 or an unpaired surrogate
     */
    public JsonString {
        Utf8Text.require("JSON string", value);
    }

    @Override
    public String toString() {
        return CanonicalJson.text(this);
    }
}
