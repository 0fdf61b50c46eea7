package dev.praxis.signing.note;

import dev.praxis.signing.SigningFormatException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What notes are made of (C2SP signed-note, "Format"). */
final class NoteText {

    private NoteText() {}

    /** Decodes strictly. */
    static String decode(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new SigningFormatException("the note is not UTF-8");
        }
        return withoutControls(text);
    }

    /** Encodes what decodes to the same text. */
    static byte[] encode(String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] array = new byte[bytes.remaining()];
            bytes.get(array);
            return array;
        } catch (CharacterCodingException e) {
            throw new SigningFormatException("the text of a note has an unpaired surrogate, which UTF-8 cannot hold");
        }
    }

    /** A text that may be signed. */
    static String require(String text) {
        if (!text.endsWith("\n")) {
            throw new SigningFormatException("the text of a note ends with a newline, and this does not");
        }
        encode(text);
        return withoutControls(text);
    }

    /** A name that a signature line can hold. */
    static String requireName(String name) {
        if (name.isEmpty()) {
            throw new SigningFormatException("the name of a note's key is empty");
        }
        encode(name);
        name.codePoints().filter(NoteText::breaksName).findFirst().ifPresent(c -> {
            throw new SigningFormatException(String.format(
                    "the name of a note's key has U+%04X; it has neither spaces, control characters nor '+'", c));
        });
        return name;
    }

    private static boolean breaksName(int c) {
        // isWhitespace lacks the no-break spaces, isSpaceChar the control characters, of which U+0085 is a space.
        return c == '+' || Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }

    private static String withoutControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\n') {
                throw new SigningFormatException(
                        String.format("the note has the control character U+%04X at index %d", (int) c, i));
            }
        }
        return text;
    }
}
