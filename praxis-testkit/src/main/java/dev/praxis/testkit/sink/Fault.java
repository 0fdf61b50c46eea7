package dev.praxis.testkit.sink;

/** What can be wrong with the destination of a sink. */
public enum Fault {
    /** It takes nothing and says so, to sinks that are open and to new ones. */
    DOWN,
    /** It takes nothing and says nothing: whoever writes to it waits. */
    HANGING,
    /** It takes everything, late. */
    SLOW,
    /** It takes a part of what comes next, then fails; after that it is sound again. */
    SHORT
}
