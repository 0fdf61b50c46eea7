package dev.praxis.audit.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.action.Tier;
import dev.praxis.api.audit.Decision;
import dev.praxis.api.audit.Phase;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OCSF 1.3.0, API Activity: what the class and the base event require is there and says what the record says. */
class OcsfProjectionTest {

    @DisplayName("a denied action, whole")
    @Test
    void whole() {
        JsonObject event = project(ViewSamples.line(7, Tier.T3, Phase.INTENT, Decision.DENIED, "no token"));
        String expected = """
                {"action_id":2,"activity_id":99,"activity_name":"talos.reset",
                "actor":{"app_name":"praxis-cli/0.1.0","user":{"name":"ada"}},
                "api":{"operation":"talos.reset","request":{"uid":"r-1"}},
                "category_name":"Application Activity","category_uid":6,"class_name":"API Activity","class_uid":6003,
                "disposition":"DENIED","disposition_id":2,
                "metadata":{"correlation_uid":"r-1","log_name":"praxis audit","original_time":"2026-11-21T08:00:00.123456Z",
                "product":{"name":"praxis","vendor_name":"praxis"},"profiles":["security_control"],"sequence":7,
                "uid":"HASH","version":"1.3.0"},
                "resources":[{"name":"10.5.0.2"},{"name":"10.5.0.3"}],"severity_id":4,
                "src_endpoint":{"name":"praxis-cli/0.1.0"},"status":"Failure","status_detail":"no token","status_id":2,
                "time":TIME,"type_uid":600399,
                "unmapped":{"args":{"reason":"because"},"decision":"DENIED","output":null,"patternsVersion":"rules-1",
                "phase":"INTENT","previousHash":"BEFORE","tier":"T3"}}
                """;
        assertEquals(
                CanonicalJson.parseObject(
                        expected.replace("HASH", ViewSamples.hash(7).hex())
                                .replace("BEFORE", ViewSamples.hash(6).hex())
                                .replace("TIME", String.valueOf(ViewSamples.TIME.toEpochMilli()))),
                event);
    }

    @DisplayName("status, severity and type follow phase, decision, error and tier")
    @ParameterizedTest
    @CsvSource({
        "T0,INTENT,ALLOWED,,99,1,600302",
        "T1,OUTCOME,ALLOWED,,1,2,600399",
        "T2,OUTCOME,ALLOWED,FAILED: x,2,3,600399",
        "T3,OUTCOME,ALLOWED,UNKNOWN: x,0,4,600399",
        "T3,INTENT,PREVIEWED,,99,4,600399",
        "T0,OUTCOME,MAINTENANCE,,1,1,600302"
    })
    void statuses(Tier tier, Phase phase, Decision decision, String error, long status, long severity, long type) {
        JsonObject event = project(ViewSamples.line(1, tier, phase, decision, error));
        assertEquals(Optional.of(JsonNumber.of(status)), event.get("status_id"));
        assertEquals(Optional.of(JsonNumber.of(severity)), event.get("severity_id"));
        assertEquals(Optional.of(JsonNumber.of(type)), event.get("type_uid"));
    }

    @DisplayName("records before the first that is wanted are left out; what is no record ends the export")
    @Test
    void from() {
        String line = ViewSamples.line(7, Tier.T0, Phase.INTENT, Decision.ALLOWED, null);
        assertTrue(OcsfProjection.project(line, 7).isPresent());
        assertEquals(Optional.empty(), OcsfProjection.project(line, 8));
        for (String bad : List.of("", "{}", line.substring(1))) {
            assertThrows(InvalidArgumentException.class, () -> OcsfProjection.project(bad, 1));
        }
    }

    private static JsonObject project(String line) {
        return OcsfProjection.project(line, 1).orElseThrow();
    }
}
