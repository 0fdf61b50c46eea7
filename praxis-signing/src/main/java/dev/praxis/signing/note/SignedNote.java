package dev.praxis.signing.note;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.signing.SigningFormatException;
import java.util.ArrayList;
import java.util.List;

/**
 * A text with the signatures of one or more keys (C2SP signed-note): the text, which ends in a newline, an empty line,
 * and signature lines. UTF-8, and no control character but the newline. Immutable, thread-safe.
 */
public final class SignedNote {

    /** The most bytes that a note may have. */
    public static final int MAX_BYTES = 1 << 20;

    /** The most signatures that a note may have. */
    public static final int MAX_SIGNATURES = 100;

    private final String text;
    private final List<NoteSignature> signatures;

    private SignedNote(String text, List<NoteSignature> signatures) {
        this.text = text;
        this.signatures = List.copyOf(signatures);
    }

    /**
     * Signs a text.
     *
     * @param text the text, with a newline at its end
     * @param signers who signs, in the order of the signature lines
     * @return the note
     * @throws SigningFormatException if a note cannot hold the text, or that many signatures
     * @throws InvalidArgumentException if there is no signer, or a cosigner's clock is off
     */
    public static SignedNote sign(String text, List<NoteSigner> signers) {
        if (signers.isEmpty()) {
            throw new InvalidArgumentException("a note has at least one signature; name a signer");
        }
        NoteText.require(text);
        return limited(text, signers.stream().map(signer -> signer.sign(text)).toList());
    }

    /**
     * Reads a note. Nothing is verified yet.
     *
     * @param bytes the note, all of it
     * @return the note
     * @throws SigningFormatException if it has another form, more than {@value #MAX_BYTES} bytes, or more than
     *     {@value #MAX_SIGNATURES} signatures
     */
    public static SignedNote parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw tooLarge(bytes.length);
        }
        String note = NoteText.decode(bytes);
        int end = note.lastIndexOf("\n\n");
        if (end < 0 || end + 2 == note.length() || !note.endsWith("\n")) {
            throw new SigningFormatException("not a signed note: it is a text that ends in a newline, an empty line, "
                    + "and signature lines that end in newlines");
        }
        List<NoteSignature> signatures = new ArrayList<>();
        int start = end + 2;
        while (start < note.length()) {
            int newline = note.indexOf('\n', start);
            signatures.add(NoteSignature.parse(note.substring(start, newline)));
            if (signatures.size() > MAX_SIGNATURES) {
                throw tooMany();
            }
            start = newline + 1;
        }
        return new SignedNote(note.substring(0, end + 1), signatures);
    }

    /**
     * The same note with one more signature.
     *
     * @param signature the signature, such as a witness sent; nothing is verified
     * @return a new note
     * @throws SigningFormatException if a note cannot hold that much
     */
    public SignedNote with(NoteSignature signature) {
        List<NoteSignature> more = new ArrayList<>(signatures);
        more.add(signature);
        return limited(text, more);
    }

    /**
     * The text, whoever signed it. What is done with it is done without knowing that; take the text of a
     * {@link VerifiedNote} instead.
     *
     * @return the text, with its last newline
     */
    public String unverifiedText() {
        return text;
    }

    /**
     * The signatures, whether they verify or not.
     *
     * @return at least one, in the order of the lines
     */
    public List<NoteSignature> signatures() {
        return signatures;
    }

    /**
     * The note as it is stored and sent.
     *
     * @return UTF-8, which {@link #parse} reads to an equal note
     */
    public byte[] bytes() {
        return NoteText.encode(toString());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedNote that && text.equals(that.text) && signatures.equals(that.signatures);
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** The note as it is stored and sent. */
    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()).append('\n'));
        return note.toString();
    }

    private static SignedNote limited(String text, List<NoteSignature> signatures) {
        if (signatures.size() > MAX_SIGNATURES) {
            throw tooMany();
        }
        SignedNote note = new SignedNote(text, signatures);
        int length = note.bytes().length;
        if (length > MAX_BYTES) {
            throw tooLarge(length);
        }
        return note;
    }

    private static SigningFormatException tooLarge(int bytes) {
        return new SigningFormatException("a note has at most " + MAX_BYTES + " bytes, and this has " + bytes);
    }

    private static SigningFormatException tooMany() {
        return new SigningFormatException("a note has at most " + MAX_SIGNATURES + " signatures, and this has more");
    }
}
