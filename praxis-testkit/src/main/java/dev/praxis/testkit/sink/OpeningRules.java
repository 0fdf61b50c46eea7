package dev.praxis.testkit.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.audit.AuditSinkException;
import dev.praxis.api.audit.SinkConfiguration;
import dev.praxis.testkit.Rule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What opening a sink proves and refuses. */
abstract class OpeningRules extends SinkRules {

    OpeningRules(SinkTck tck) {
        super(tck);
    }

    /** If it fails: does a probe leave a record that no log has? */
    @Rule("SINK-OPEN-1")
    void openingLeavesNoRecord() {
        sink();
        assertEquals(List.of(), place().arrived(0), "what arrived before the first line");
    }

    /** If it fails: is the destination looked for only when the first line comes? Then a mistake is found when it hurts. */
    @Rule("SINK-OPEN-1")
    void aDestinationThatIsNotThereIsFoundWhenItIsOpened() {
        cause(Fault.DOWN);
        assertThrows(
                AuditSinkException.class,
                () -> place().provider().open(configuration()).close());
        place().mend();
        sink().accept(lines(1, 1));
        assertArrived(Lines.line(1).json());
    }

    /** If it fails: is a setting that is spelt wrong ignored? */
    @Rule("SINK-OPEN-2")
    void aSettingThatIsUnknownIsRefusedByName() {
        Map<String, String> settings = new TreeMap<>(place().settings());
        settings.put("tckNoSuchSetting", "s3cret-value");
        InvalidArgumentException refused = assertThrows(
                InvalidArgumentException.class,
                () -> place().provider()
                        .open(new SinkConfiguration("tck", Lines.ORIGIN, settings))
                        .close());
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("tckNoSuchSetting"), message);
        assertTrue(!message.contains("s3cret-value"), "the value of a setting may be a secret: " + message);
    }
}
