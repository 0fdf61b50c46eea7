package dev.praxis.signing.internal;

import dev.praxis.signing.SigningFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Set;

/**
 * A file that is read whole, and that is there whole or not at all, also after a power loss. Stateless; blocks on I/O.
 */
public final class WholeFile {

    private WholeFile() {}

    /**
     * Reads a file.
     *
     * @param file the file
     * @param what what it is, for messages
     * @param limit the most bytes that it may have
     * @return its bytes
     * @throws SigningFileException if it cannot be read or is larger
     */
    public static byte[] read(Path file, String what, int limit) {
        byte[] bytes;
        if (Files.exists(file) && !Files.isRegularFile(file)) { // whoever opened a pipe would wait for ever
            throw new SigningFileException(what + " " + file + " is no regular file; name the right file", null);
        }
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(limit + 1);
        } catch (IOException e) {
            throw new SigningFileException(what + " " + file + " cannot be read: " + reason(e), e);
        }
        if (bytes.length > limit) {
            throw new SigningFileException(
                    what + " " + file + " has more than " + limit + " bytes; name the right file", null);
        }
        return bytes;
    }

    /**
     * Refuses a file that others could use.
     *
     * @param file the file, or a symbolic link to it
     * @param what what it is, for messages
     * @param refused the permissions of which it must have none
     * @param remedy the command that takes them away
     * @throws SigningFileException if it has one, or cannot be looked at
     */
    public static void refusePermissions(Path file, String what, Set<PosixFilePermission> refused, String remedy) {
        Set<PosixFilePermission> permissions;
        try {
            permissions = Files.getPosixFilePermissions(file);
        } catch (IOException e) {
            throw new SigningFileException(what + " " + file + " cannot be read: " + reason(e), e);
        }
        if (!Collections.disjoint(permissions, refused)) {
            throw new SigningFileException(
                    what + " " + file + " is not used, since others than its owner may use the file ("
                            + PosixFilePermissions.toString(permissions) + "); make sure that nobody did, then run: "
                            + remedy + " " + file,
                    null);
        }
    }

    /**
     * Writes a file that must not be there yet. Of several that try at once, in this process or others, one succeeds.
     *
     * @param file where
     * @param what what it is, for messages
     * @param bytes what to write
     * @param random for the name of the draft beside it
     * @param attributes such as its permissions, from the moment on that it exists
     * @throws FileAlreadyExistsException if something is there
     * @throws SigningFileException if it cannot be written; then it is not there
     */
    public static void create(Path file, String what, byte[] bytes, SecureRandom random, FileAttribute<?>... attributes)
            throws FileAlreadyExistsException {
        try {
            Path draft = draft(file, bytes, random, attributes);
            try {
                // A link is refused where a rename would put the file in the place of another.
                Files.createLink(file, draft);
            } finally {
                Files.delete(draft);
            }
            forceNames(file);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            throw unwritable(file, what, e);
        }
    }

    /**
     * Writes a file, in the place of one that may be there.
     *
     * @param file where
     * @param what what it is, for messages
     * @param bytes what to write
     * @param random for the name of the draft beside it
     * @throws SigningFileException if it cannot be written; then what was there still is
     */
    public static void replace(Path file, String what, byte[] bytes, SecureRandom random) {
        try {
            Path draft = draft(file, bytes, random);
            try {
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                Files.deleteIfExists(draft);
                throw e;
            }
            forceNames(file);
        } catch (IOException e) {
            throw unwritable(file, what, e);
        }
    }

    /**
     * Why an operation on a file failed, in words.
     *
     * @param e the failure
     * @return the reason, without the name of the file where the JDK gives it apart
     */
    public static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = e instanceof FileSystemException failed ? failed.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }

    private static Path draft(Path file, byte[] bytes, SecureRandom random, FileAttribute<?>... attributes)
            throws IOException {
        byte[] name = new byte[8];
        random.nextBytes(name);
        Path draft = file.resolveSibling(
                "." + file.getFileName() + "." + HexFormat.of().formatHex(name) + ".draft");
        try (FileChannel channel =
                FileChannel.open(draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            try {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            } catch (IOException e) {
                Files.deleteIfExists(draft);
                throw e;
            }
        }
        return draft;
    }

    private static void forceNames(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    private static SigningFileException unwritable(Path file, String what, IOException e) {
        return new SigningFileException(what + " " + file + " cannot be written: " + reason(e), e);
    }
}
