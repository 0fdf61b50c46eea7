package dev.praxis.signing.ssh;

import dev.praxis.signing.SignatureRejectedException;
import dev.praxis.signing.SignatureRejectedException.Reason;
import dev.praxis.signing.SigningFileException;
import dev.praxis.signing.SigningFormatException;
import dev.praxis.signing.internal.WholeFile;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whose signatures are trusted, for what and when: an allowed signers file as ssh-keygen(1) describes it. Immutable,
 * thread-safe.
 *
 * <p>It is stricter than ssh-keygen in two things. A line that is not understood has the whole file refused, where
 * ssh-keygen passes over it: who wrote it meant something. And a certificate authority is refused, since praxis takes no
 * certificates. Keys of other types than Ed25519 are let stand, and never match.
 */
public final class AllowedSigners {

    /** The most bytes that a file may have. */
    public static final int MAX_BYTES = 1 << 20;

    private static final String WHAT = "the list of allowed signers";
    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final List<AllowedSigner> signers;

    private AllowedSigners(List<AllowedSigner> signers) {
        this.signers = List.copyOf(signers);
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @param zone where times without a {@code Z} are local
     * @return the signers
     * @throws SigningFileException if it cannot be read, is larger than {@value #MAX_BYTES} bytes, or others than its
     *     owner may write to it: they could allow themselves
     * @throws SigningFormatException if a line is not understood; the message names file and line
     */
    public static AllowedSigners read(Path file, ZoneId zone) {
        WholeFile.refusePermissions(file, WHAT, OF_OTHERS, "chmod go-w");
        byte[] bytes = WholeFile.read(file, WHAT, MAX_BYTES);
        try {
            return parse(bytes, zone);
        } catch (SigningFormatException e) {
            throw new SigningFormatException(file + ": " + e.getMessage());
        }
    }

    /**
     * Reads the content of a file.
     *
     * @param content UTF-8
     * @param zone where times without a {@code Z} are local
     * @return the signers; none if there are only comments
     * @throws SigningFormatException if a line is not understood; the message names it
     */
    public static AllowedSigners parse(byte[] content, ZoneId zone) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new SigningFormatException(WHAT + " is not UTF-8");
        }
        List<AllowedSigner> signers = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (!isComment(line)) {
                signers.add(parse(number, line, zone));
            }
        }
        return new AllowedSigners(signers);
    }

    /**
     * Who may have made a signature. Does not verify it.
     *
     * @param signature a signature
     * @param at when it must be allowed, most often now; a signature does not say when it was made
     * @return the first line that allows its key, for its namespace, at that time
     * @throws SignatureRejectedException if no line has its key ({@link Reason#UNKNOWN_SIGNER}), or those that have it
     *     do not allow it ({@link Reason#NOT_ALLOWED})
     */
    public AllowedSigner signerOf(SshSignature signature, Instant at) {
        return signerOf(signature, at, any -> true, "nobody who is allowed has the key that made it");
    }

    /**
     * As {@link #signerOf(SshSignature, Instant)}, if it must be a certain one.
     *
     * @param signature a signature
     * @param principal the name of the signer
     * @param at when it must be allowed
     * @return the first line of that principal that allows its key, for its namespace, at that time
     * @throws SignatureRejectedException as there
     */
    public AllowedSigner signerOf(SshSignature signature, String principal, Instant at) {
        return signerOf(
                signature,
                at,
                signer -> signer.isPrincipal(principal),
                principal + " is not allowed with the key that made it");
    }

    /**
     * All lines.
     *
     * @return the signers, in the order of the file
     */
    public List<AllowedSigner> signers() {
        return signers;
    }

    private AllowedSigner signerOf(
            SshSignature signature, Instant at, Predicate<AllowedSigner> wanted, String unknown) {
        List<String> refusals = new ArrayList<>();
        for (AllowedSigner signer : signers) {
            if (wanted.test(signer) && signer.has(signature.publicKey())) {
                String refusal = signer.refusal(signature.namespace(), at);
                if (refusal == null) {
                    return signer;
                }
                refusals.add("the key of " + signer + " is not allowed here: " + refusal);
            }
        }
        if (refusals.isEmpty()) {
            throw new SignatureRejectedException(
                    Reason.UNKNOWN_SIGNER, unknown + " (ssh-ed25519, " + signature.publicKey() + ")");
        }
        throw new SignatureRejectedException(Reason.NOT_ALLOWED, String.join("; ", refusals));
    }

    private static boolean isComment(String line) {
        String content = line.replaceAll("^[ \t]+", "");
        return content.isEmpty() || content.startsWith("#");
    }

    private static AllowedSigner parse(int number, String line, ZoneId zone) {
        try {
            if (line.indexOf('\r') >= 0 || line.indexOf('\0') >= 0) {
                throw new SigningFormatException(
                        "it has a carriage return or U+0000; write the file with plain newlines");
            }
            return AllowedSigner.parse(number, line, zone);
        } catch (SigningFormatException e) {
            throw new SigningFormatException("line " + number + " of " + WHAT + " is refused: " + e.getMessage());
        }
    }
}
