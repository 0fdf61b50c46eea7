package dev.praxis.audit;

import dev.praxis.audit.Finding.Kind;
import dev.praxis.audit.tlog.Checkpoint;
import dev.praxis.audit.tlog.SignedCheckpoint;
import dev.praxis.audit.tlog.TileCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the records with the tree that was signed, and with what others remember of it. Where a record is flawed or missing, the
 * leaf that the tiles have takes its place, so that one flaw is not found twice. Confined to one thread.
 */
final class TreeComparison {

    private static final int MOST_REWRITTEN = 100;

    private final TileCheck tree;
    private final @Nullable Checkpoint signed;
    private final Findings findings;

    /** What others remember and is not reached yet, the smallest first. */
    private final List<Anchor> ahead;

    /** The first of each run of records that the tiles have otherwise; not yet known which of the two is wrong. */
    private final List<Finding> different = new ArrayList<>();

    private boolean lastWasDifferent;

    /** Whether an entry is missing of which no tile knows the leaf: no root can be computed any more. */
    private boolean torn;

    private boolean signedRootMatches;

    TreeComparison(Path log, @Nullable Checkpoint signed, List<Anchor> anchors, Findings findings) {
        this.tree = new TileCheck(log, signed == null ? 0 : signed.size());
        this.signed = signed;
        this.findings = findings;
        this.ahead = new ArrayList<>(anchors);
        ahead.sort(Comparator.comparingLong(anchor -> anchor.checkpoint().size()));
    }

    /** Takes a record whose hash is right. */
    void record(long sequence, LineBlocks line, String file, long number) throws IOException {
        fillUpTo(sequence - 1);
        if (torn || tree.size() != sequence - 1) {
            return; // repeated, or nothing can be compared any more
        }
        boolean same = tree.add(line.bytes(), line.from(), line.to());
        if (!same && !lastWasDifferent && different.size() < MOST_REWRITTEN) {
            different.add(
                    new Finding(
                            Kind.RECORD_REWRITTEN,
                            file,
                            number,
                            line.offset(),
                            sequence,
                            "the record is not the one that was signed; from here on the log was rewritten, or the tile changed"));
        }
        lastWasDifferent = !same;
        compareRoots();
    }

    private void fillUpTo(long size) throws IOException {
        compareRoots();
        while (!torn && tree.size() < size) {
            torn = !tree.addStored();
            compareRoots();
        }
    }

    private void compareRoots() {
        if (torn) {
            return;
        }
        if (signed != null && tree.size() == signed.size()) {
            signedRootMatches = tree.root().equals(signed.root());
        }
        while (!ahead.isEmpty() && ahead.get(0).checkpoint().size() == tree.size()) {
            Anchor anchor = ahead.remove(0);
            if (!tree.root().equals(anchor.checkpoint().root())) {
                findings.add(new Finding(
                        Kind.WITNESS_MISMATCH,
                        anchor.name(),
                        0,
                        0,
                        anchor.checkpoint().size(),
                        "the first " + anchor.checkpoint().size()
                                + " records are not those that the log had when this was signed"));
            }
        }
    }

    /**
     * Compares what can be compared only when all records were read.
     *
     * @param lastSequence the sequence of the last of them
     */
    void finish(long lastSequence) throws IOException {
        if (signed != null) {
            fillUpTo(signed.size());
            signedTree(signed);
        }
        for (Anchor anchor : ahead) {
            boolean cut = lastSequence < anchor.checkpoint().size();
            findings.add(
                    new Finding(
                            cut ? Kind.ROLLED_BACK : Kind.WITNESS_MISMATCH,
                            anchor.name(),
                            0,
                            0,
                            anchor.checkpoint().size(),
                            cut
                                    ? "the log ends at record " + lastSequence + ", and it had "
                                            + anchor.checkpoint().size() + " when this was signed"
                                    : "whether the records are those that the log had when this was signed cannot be told any more"));
        }
    }

    private void signedTree(Checkpoint checkpoint) throws IOException {
        Set<String> tiles = new LinkedHashSet<>();
        for (Finding each : different) {
            if (signedRootMatches) {
                tiles.add(tree.tileOf(each.sequence() - 1));
            } else {
                findings.add(each);
            }
        }
        if (signedRootMatches || different.isEmpty()) {
            tiles.addAll(tree.different());
        }
        if (signedRootMatches) {
            tree.compareOlder(tiles);
            tiles.addAll(tree.different());
        }
        for (String tile : tiles) {
            findings.add(
                    Finding.of(Kind.TILE_MISMATCH, "tile/" + tile, "the tile has other hashes than the records make"));
        }
        for (String tile : tree.unreadable()) {
            findings.add(Finding.of(Kind.TILE_MISSING, "tile/" + tile, "the tile is missing or has the wrong length"));
        }
        if (!signedRootMatches) {
            findings.add(Finding.of(
                    Kind.CHECKPOINT_MISMATCH,
                    SignedCheckpoint.FILE,
                    torn
                            ? "whether the records are those that were signed cannot be told: some are missing, and so are their tiles"
                            : "the first " + checkpoint.size() + " records do not have the root that was signed"));
        }
    }
}
