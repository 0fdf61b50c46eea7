package dev.praxis.redaction.internal.context;

import java.util.List;

/** How surely the name of a key says that its value is a secret. In ascending order. */
enum NameStrength {
    /** It says nothing of the kind. */
    NONE(0),
    /** {@code key} alone: secrets are called that, and so is nearly everything else. */
    BARE(1),
    /** {@code acme_key}, {@code auth}, {@code session}: its value is a secret when it looks like one. */
    WEAK(2),
    /** {@code password}, {@code api_key}: its value is a secret, whatever it looks like. */
    STRONG(3);

    private static final List<NameStrength> BY_RANK = List.of(NONE, BARE, WEAK, STRONG);

    private final int rank;

    NameStrength(int rank) {
        this.rank = rank;
    }

    static NameStrength ofRank(int rank) {
        return BY_RANK.get(rank);
    }

    int rank() {
        return rank;
    }

    boolean isAtLeast(NameStrength other) {
        return rank >= other.rank;
    }
}
