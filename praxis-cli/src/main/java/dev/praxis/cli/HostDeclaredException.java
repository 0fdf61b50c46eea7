package dev.praxis.cli;

import dev.praxis.api.PraxisException;
import dev.praxis.api.fact.Fact;

/** A host of the name is declared otherwise. Nothing was written. */
final class HostDeclaredException extends PraxisException {

    private static final long serialVersionUID = 1L;

    HostDeclaredException(String name, Fact declared) {
        super(
                "PRX-HOST-DECLARED",
                "host " + name + " is declared otherwise (version " + declared.version()
                        + "); nothing was written; add --replace to supersede it",
                null);
    }
}
