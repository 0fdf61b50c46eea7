package dev.praxis.cli;

/** The command line lacks something that its grammar cannot say. */
final class Usage extends dev.praxis.api.PraxisException {

    private static final long serialVersionUID = 1L;

    Usage(String message) {
        super("PRX-USAGE", message, null);
    }
}
