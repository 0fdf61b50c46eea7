package dev.praxis.sandbox;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The absolute entries of a PATH. A relative or empty entry means "wherever the host process happens to be", which is
 * nothing to run a program from; it is left out, for the search and for the child.
 *
 * @param entries the absolute entries in order, each once
 */
record ProgramPath(List<Path> entries) {

    ProgramPath {
        entries = List.copyOf(entries);
    }

    static ProgramPath parse(String path) {
        LinkedHashSet<Path> entries = new LinkedHashSet<>();
        for (String entry : path.split(File.pathSeparator, -1)) {
            absolute(entry).ifPresent(entries::add);
        }
        return new ProgramPath(new ArrayList<>(entries));
    }

    Optional<Path> locate(String program) {
        if (program.isEmpty() || program.indexOf('/') >= 0 || program.indexOf(0) >= 0) {
            return Optional.empty();
        }
        return entries.stream()
                .map(directory -> directory.resolve(program))
                .filter(ProgramPath::isProgram)
                .findFirst();
    }

    static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    private static Optional<Path> absolute(String entry) {
        try {
            return Optional.of(Path.of(entry)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty(); // not a place on this system, so nothing can be found there
        }
    }

    @Override
    public String toString() {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
