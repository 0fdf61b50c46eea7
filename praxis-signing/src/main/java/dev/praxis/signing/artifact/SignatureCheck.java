package dev.praxis.signing.artifact;

import dev.praxis.api.OneLine;
import dev.praxis.signing.SignatureRejectedException;
import dev.praxis.signing.SignatureRejectedException.Reason;
import dev.praxis.signing.SigningFileException;
import dev.praxis.signing.SigningFormatException;
import dev.praxis.signing.internal.WholeFile;
import dev.praxis.signing.ssh.AllowedSigner;
import dev.praxis.signing.ssh.AllowedSigners;
import dev.praxis.signing.ssh.SshSignature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Checks signed files against those who are allowed to sign. Immutable; thread-safe if its clock is; blocks on I/O.
 *
 * <p>What anything but the disk can be blamed for is {@link TamperDetectedException}, a signature that is missing
 * included: who can change a file can remove its signature.
 */
public final class SignatureCheck {

    /** The most bytes of a file that {@link #load} takes into memory. */
    public static final int MAX_LOADED_BYTES = 1 << 26;

    private final AllowedSigners signers;
    private final InstantSource clock;
    private final @Nullable String principal;

    private SignatureCheck(AllowedSigners signers, InstantSource clock, @Nullable String principal) {
        this.signers = Objects.requireNonNull(signers, "signers");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.principal = principal;
    }

    /**
     * A check that anybody who is allowed can satisfy.
     *
     * @param signers who is allowed
     * @param clock tells when they must be allowed; a signature does not say when it was made
     */
    public SignatureCheck(AllowedSigners signers, InstantSource clock) {
        this(signers, clock, null);
    }

    /**
     * The same check, if it must be a certain signer.
     *
     * @param name the name of a principal
     * @return a new check
     */
    public SignatureCheck by(String name) {
        return new SignatureCheck(signers, clock, Objects.requireNonNull(name, "name"));
    }

    /**
     * Reads a signed file into memory. The bytes that come back are the bytes that were verified, whatever happens to
     * the file meanwhile.
     *
     * @param artifact the file; its signature is beside it
     * @param kind what it must be
     * @return content and signer
     * @throws TamperDetectedException if it is not as an allowed signer signed it as that kind
     * @throws SigningFileException if it cannot be read, or has over {@value #MAX_LOADED_BYTES} bytes
     */
    public SignedContent load(Path artifact, ArtifactKind kind) {
        byte[] content = WholeFile.read(artifact, "the " + kind.label(), MAX_LOADED_BYTES);
        AllowedSigner signer = verify(artifact, kind, new ByteArrayInputStream(content));
        return new SignedContent(content, signer);
    }

    /**
     * Verifies a file of any size, in constant memory. It says what the file was while it was read; to use the content,
     * {@link #load} it.
     *
     * @param artifact the file; its signature is beside it
     * @param kind what it must be
     * @return who signed it
     * @throws TamperDetectedException if it is not as an allowed signer signed it as that kind
     * @throws SigningFileException if it cannot be read
     */
    public AllowedSigner verify(Path artifact, ArtifactKind kind) {
        try (InputStream in = Files.newInputStream(artifact)) {
            return verify(artifact, kind, in);
        } catch (IOException e) {
            throw new SigningFileException(
                    "the " + kind.label() + " " + artifact + " cannot be read: " + WholeFile.reason(e), e);
        }
    }

    private AllowedSigner verify(Path artifact, ArtifactKind kind, InputStream content) {
        Path file = SignatureFile.of(artifact);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new TamperDetectedException(artifact, kind, "its signature " + file + " is missing", null);
        }
        byte[] armored = WholeFile.read(file, "the signature", SshSignature.MAX_BYTES);
        try {
            SshSignature signature = SshSignature.parse(armored);
            AllowedSigner signer = signerOf(signature, kind);
            if (!signature.verifies(content)) {
                throw new SignatureRejectedException(
                        Reason.BAD_SIGNATURE, "the signature of " + signer + " is over another content");
            }
            return signer;
        } catch (SigningFormatException | SignatureRejectedException e) {
            throw new TamperDetectedException(artifact, kind, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new SigningFileException(
                    "the " + kind.label() + " " + artifact + " cannot be read: " + WholeFile.reason(e), e);
        }
    }

    private AllowedSigner signerOf(SshSignature signature, ArtifactKind kind) {
        if (!signature.namespace().equals(kind.namespace())) {
            throw new SignatureRejectedException(
                    Reason.NOT_ALLOWED,
                    "it was signed for the namespace " + OneLine.of(signature.namespace()) + " and not for "
                            + kind.namespace());
        }
        return principal == null
                ? signers.signerOf(signature, clock.instant())
                : signers.signerOf(signature, principal, clock.instant());
    }
}
