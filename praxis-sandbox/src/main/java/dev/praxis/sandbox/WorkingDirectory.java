package dev.praxis.sandbox;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A fresh directory of mode 0700 for one child, removed with all that the child left in it. Confined to one thread. */
final class WorkingDirectory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkingDirectory.class);

    private final Path path;

    private WorkingDirectory(Path path) {
        this.path = path;
    }

    static WorkingDirectory create() throws IOException {
        return new WorkingDirectory(Files.createTempDirectory("praxis-run-"));
    }

    Path path() {
        return path;
    }

    /** Removes the directory. What cannot be removed is reported, not thrown: the child's result matters more. */
    @Override
    public void close() {
        try {
            Files.walkFileTree(path, new Removal());
        } catch (IOException e) {
            LOG.warn("the working directory {} of a child is left behind: {}", path, e.toString());
        }
    }

    /** Never follows a link: the default of a walk, and the reason that a child cannot have other files removed. */
    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
