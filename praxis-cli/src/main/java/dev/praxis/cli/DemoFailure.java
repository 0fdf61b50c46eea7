package dev.praxis.cli;

/** A step of the demo did not do what it should. */
final class DemoFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DemoFailure(String message) {
        super(message);
    }
}
