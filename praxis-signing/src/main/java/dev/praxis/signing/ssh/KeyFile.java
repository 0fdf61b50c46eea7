package dev.praxis.signing.ssh;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.OneLine;
import dev.praxis.signing.Ed25519KeyPair;
import dev.praxis.signing.SigningFileException;
import dev.praxis.signing.SigningFormatException;
import dev.praxis.signing.internal.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/**
 * A private key in a file of its own, as {@code ssh-keygen -t ed25519 -N ''} makes it: format {@code openssh-key-v1}
 * without a passphrase, mode 0600, and the public key beside it in a file that ends in {@code .pub}. Needs a POSIX file
 * system. Stateless and thread-safe; blocks on I/O.
 */
public final class KeyFile {

    private static final String WHAT = "the private key";
    private static final int MAX_BYTES = 1 << 16;
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OF_OTHERS = PosixFilePermissions.fromString("---rwxrwx");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private KeyFile() {}

    /**
     * Reads a key.
     *
     * @param file the file, or a symbolic link to it
     * @return the key
     * @throws SigningFileException if it cannot be read, or others than its owner may
     * @throws SigningFormatException if it is no key of this format and type, or has a passphrase
     */
    public static Ed25519KeyPair read(Path file) {
        WholeFile.refusePermissions(file, WHAT, OF_OTHERS, "chmod 600");
        byte[] content = WholeFile.read(file, WHAT, MAX_BYTES);
        try {
            return PrivateKeyText.decode(content);
        } catch (SigningFormatException e) {
            throw new SigningFormatException(file + ": " + e.getMessage());
        }
    }

    /**
     * Writes a new key and its {@code .pub}. Directories that are missing are made, with mode 0700.
     *
     * @param file where the private key goes
     * @param pair the key
     * @param comment what to call it, on one line
     * @param random for the names of drafts
     * @throws SigningFileException if something is there already, or it cannot be written
     */
    public static void create(Path file, Ed25519KeyPair pair, String comment, SecureRandom random) {
        try {
            tryCreate(file, pair, comment, random);
        } catch (FileAlreadyExistsException e) {
            throw new SigningFileException(
                    WHAT + " is not written, since " + file
                            + " is there already, and a key that is overwritten is lost; " + "name another file",
                    e);
        }
    }

    /**
     * Reads the key of a file, or writes a new one where there is none. Of several that come first, in this process or
     * others, one makes the key and all get it.
     *
     * @param file the file
     * @param comment what to call a new key, on one line
     * @param random where a new key comes from
     * @return the key
     * @throws SigningFileException as {@link #read} and {@link #create}
     * @throws SigningFormatException as {@link #read}
     */
    public static Ed25519KeyPair readOrCreate(Path file, String comment, SecureRandom random) {
        if (!Files.exists(file)) {
            Ed25519KeyPair pair = Ed25519KeyPair.generate(random);
            try {
                tryCreate(file, pair, comment, random);
                return pair;
            } catch (FileAlreadyExistsException e) {
                // Somebody was faster. Their key it is.
            }
        }
        return read(file);
    }

    /**
     * Where the public key is.
     *
     * @param file the file of a private key
     * @return the file beside it that ends in {@code .pub}
     */
    public static Path publicKeyFile(Path file) {
        return file.resolveSibling(file.getFileName() + ".pub");
    }

    private static void tryCreate(Path file, Ed25519KeyPair pair, String comment, SecureRandom random)
            throws FileAlreadyExistsException {
        if (file.getFileName() == null) {
            throw new InvalidArgumentException(file + " cannot be the file of a key; name a file");
        }
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            createDirectories(directory);
        }
        PublicKeyLine line = new PublicKeyLine(pair.publicKey(), comment);
        WholeFile.create(
                file,
                WHAT,
                PrivateKeyText.encode(pair, OneLine.of(comment).strip()),
                random,
                PosixFilePermissions.asFileAttribute(FILE));
        WholeFile.replace(
                publicKeyFile(file), "the public key", (line + "\n").getBytes(StandardCharsets.UTF_8), random);
    }

    private static void createDirectories(Path directory) {
        try {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(DIRECTORY));
        } catch (IOException e) {
            throw new SigningFileException(
                    WHAT + " is not written, since its directory " + directory + " cannot be made: "
                            + WholeFile.reason(e),
                    e);
        }
    }
}
