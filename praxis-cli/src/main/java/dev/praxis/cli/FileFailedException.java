package dev.praxis.cli;

import dev.praxis.api.PraxisException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that was named, or standard input or output, cannot be used. */
final class FileFailedException extends PraxisException {

    private static final long serialVersionUID = 1L;

    private FileFailedException(String code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }

    static FileFailedException exists(Path file) {
        return new FileFailedException(
                "PRX-FILE",
                file + " is there already; it was left as it is; name another file, or say --overwrite",
                null);
    }

    static FileFailedException unusable(String what, IOException cause) {
        return new FileFailedException("PRX-FILE", what + ": " + describe(cause), cause);
    }

    static FileFailedException output(IOException cause) {
        return new FileFailedException("PRX-OUTPUT", "standard output took not all of it: " + describe(cause), cause);
    }

    private static String describe(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "there is no such file; name one that is there";
        }
        if (cause instanceof AccessDeniedException) {
            return "this user may not; change its mode, or name another one";
        }
        String reason = cause instanceof FileSystemException file ? file.getReason() : cause.getMessage();
        return reason == null ? cause.getClass().getSimpleName() + ": " + cause.getMessage() : reason;
    }
}
