package dev.praxis.testkit.sink;

import dev.praxis.api.audit.AuditSinkProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A destination for one sink under test: a fresh file, table or collector. The TCK makes one for each test and closes it at the
 * end. Confined to one thread, while the sink may be used by another.
 */
public interface SinkFixture extends AutoCloseable {

    /**
     * What opens the sink.
     *
     * @return the provider
     */
    AuditSinkProvider provider();

    /**
     * The settings that open a sink onto this destination.
     *
     * @return settings without a mistake
     */
    Map<String, String> settings();

    /**
     * What has arrived, in the order of arrival: each line as the sink passed it on, without what the way wraps it in, and each gap
     * as {@link dev.praxis.api.audit.AuditGap#json()}. What is no whole message for the destination is left out.
     *
     * @param count how many messages to wait for, where arriving takes time; give up after some seconds
     * @return all that has arrived
     */
    List<String> arrived(int count);

    /**
     * What can be made wrong with this destination. The rules about the others are reported as aborted.
     *
     * @return the faults that {@link #cause} knows
     */
    Set<Fault> faults();

    /**
     * Makes something wrong, until {@link #mend}.
     *
     * @param fault one of {@link #faults()}
     */
    void cause(Fault fault);

    /** Makes the destination sound again. */
    void mend();

    /**
     * The longest line that is passed on as it is.
     *
     * @return a number of bytes in UTF-8
     */
    int longestLine();

    /**
     * Whether the destination drops what it has already, by origin and sequence.
     *
     * @return false if it has twice what it gets twice
     */
    boolean dropsRepeats();

    /** Removes the destination. */
    @Override
    void close();
}
