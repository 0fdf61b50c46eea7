package dev.praxis.signing.artifact;

import dev.praxis.signing.Ed25519KeyPair;
import dev.praxis.signing.SigningFileException;
import dev.praxis.signing.internal.WholeFile;
import dev.praxis.signing.ssh.SignatureHash;
import dev.praxis.signing.ssh.SshSignature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** Makes the signature of a file, in the file beside it that ends in {@code .sig}. Stateless and thread-safe; blocks on I/O. */
public final class SignatureFile {

    /** What the name of a signature's file ends in. */
    public static final String SUFFIX = ".sig";

    private static final String WHAT = "the signature";

    private SignatureFile() {}

    /**
     * Where the signature of a file is.
     *
     * @param artifact a file
     * @return the file beside it, as {@code ssh-keygen -Y sign} names it too
     */
    public static Path of(Path artifact) {
        return artifact.resolveSibling(artifact.getFileName() + SUFFIX);
    }

    /**
     * Signs a file of any size, in constant memory.
     *
     * @param artifact the file; it must not be written to meanwhile
     * @param kind what it is
     * @param pair the key to sign with
     * @param overwrite whether to take the place of a signature that is there
     * @param random for the name of the draft of the signature's file
     * @return where the signature is
     * @throws SigningFileException if the file cannot be read, or the signature not be written or is there already
     */
    public static Path create(
            Path artifact, ArtifactKind kind, Ed25519KeyPair pair, boolean overwrite, SecureRandom random) {
        Path file = of(artifact);
        byte[] armored = sign(artifact, kind, pair).armored();
        if (overwrite) {
            WholeFile.replace(file, WHAT, armored, random);
            return file;
        }
        try {
            WholeFile.create(file, WHAT, armored, random);
            return file;
        } catch (FileAlreadyExistsException e) {
            throw new SigningFileException(
                    WHAT + " is not written, since " + file + " is there already; remove it, or ask to overwrite it",
                    e);
        }
    }

    private static SshSignature sign(Path artifact, ArtifactKind kind, Ed25519KeyPair pair) {
        try (InputStream in = Files.newInputStream(artifact)) {
            return SshSignature.sign(pair, kind.namespace(), SignatureHash.SHA512, in);
        } catch (IOException e) {
            throw new SigningFileException(artifact + " cannot be read: " + WholeFile.reason(e), e);
        }
    }
}
