package dev.praxis.audit.sink.local;

import dev.praxis.api.PraxisException;
import dev.praxis.api.audit.AuditSinkProvider;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.testkit.sink.Fault;
import dev.praxis.testkit.sink.SinkFixture;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A destination of lines of text.
 *
 * @param disk what is wrong with it
 * @param provider what opens the sink
 * @param settings its settings
 * @param faults what can be wrong with it
 * @param text all that has arrived
 * @param release removes what there is
 */
record LocalFixture(
        Disk disk,
        AuditSinkProvider provider,
        Map<String, String> settings,
        Set<Fault> faults,
        Supplier<String> text,
        Runnable release)
        implements SinkFixture {

    @Override
    public List<String> arrived(int count) {
        String all = text.get();
        return Arrays.stream(all.substring(0, all.lastIndexOf('\n') + 1).split("\n"))
                .filter(LocalFixture::isMessage)
                .toList();
    }

    private static boolean isMessage(String line) {
        try {
            CanonicalJson.parseObject(line);
            return true;
        } catch (PraxisException e) {
            return false;
        }
    }

    @Override
    public void cause(Fault fault) {
        disk.set(fault);
    }

    @Override
    public void mend() {
        disk.set(null);
    }

    @Override
    public int longestLine() {
        return 65_535;
    }

    @Override
    public boolean dropsRepeats() {
        return false;
    }

    @Override
    public void close() {
        disk.set(null);
        release.run();
    }
}
