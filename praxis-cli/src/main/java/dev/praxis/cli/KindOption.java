package dev.praxis.cli;

import dev.praxis.signing.artifact.ArtifactKind;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.Option;

/** What a file is that is signed or verified. There is no default: a kind that is guessed protects nothing. */
final class KindOption {

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            required = true,
            completionCandidates = Labels.class,
            description = "What the file is: ${COMPLETION-CANDIDATES}. A signature for one kind is none for another.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private String label;

    ArtifactKind get() {
        return ArtifactKind.of(label);
    }

    /** The names of all kinds. */
    static final class Labels implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(ArtifactKind.values()).map(ArtifactKind::label).iterator();
        }
    }
}
