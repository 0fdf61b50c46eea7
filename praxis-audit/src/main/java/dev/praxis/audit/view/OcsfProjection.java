package dev.praxis.audit.view;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.action.Tier;
import dev.praxis.api.audit.Decision;
import dev.praxis.api.audit.Phase;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
import dev.praxis.api.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A record as an event of the Open Cybersecurity Schema Framework, class API Activity (6003), version {@value #VERSION} with
 * the profile {@code security_control}, for a SIEM. The version is pinned: a newer one would be another projection. What has
 * no place in the class is kept under {@code unmapped}, hash and all, so that an event leads back to its record. Stateless
 * and thread-safe.
 */
public final class OcsfProjection {

    /** The version of the schema. */
    public static final String VERSION = "1.3.0";

    private static final long CATEGORY = 6;
    private static final long CLASS = 6003;
    private static final long READ = 2;
    private static final long OTHER = 99;
    private static final long SUCCESS = 1;
    private static final long FAILURE = 2;

    private OcsfProjection() {}

    /**
     * Projects a line of the log. Whether it is true is not asked: verify the log before.
     *
     * @param line the line, without its line feed
     * @param from the sequence of the first record that is wanted
     * @return the event, or empty if the record comes before that
     * @throws InvalidArgumentException if the line is no record
     */
    public static Optional<JsonObject> project(String line, long from) {
        RecordText record = RecordText.parse(line)
                .orElseThrow(() -> new InvalidArgumentException(
                        "a line of the log is no record, so the export ends here; see: praxis audit verify"));
        return record.sequence() < from ? Optional.empty() : Optional.of(project(record));
    }

    private static JsonObject project(RecordText record) {
        long activity = record.tier() == Tier.T0 ? READ : OTHER;
        return JsonObject.builder()
                .put("category_uid", CATEGORY)
                .put("category_name", "Application Activity")
                .put("class_uid", CLASS)
                .put("class_name", "API Activity")
                .put("activity_id", activity)
                .put("activity_name", activity == READ ? "Read" : record.text("tool"))
                .put("type_uid", CLASS * 100 + activity)
                .put("severity_id", severity(record.tier()))
                .put("time", record.time().toEpochMilli())
                .put("metadata", metadata(record))
                .put("actor", actor(record))
                .put("api", api(record))
                .put(
                        "src_endpoint",
                        JsonObject.builder()
                                .put("name", record.text("clientId"))
                                .build())
                .put("resources", resources(record))
                .put("status_id", status(record))
                .put("status", statusName(record))
                .put("status_detail", record.error() == null ? "" : record.error())
                .put("action_id", actionId(record.decision()))
                .put("disposition_id", actionId(record.decision()))
                .put("disposition", record.decision().name())
                .put("unmapped", unmapped(record))
                .build();
    }

    private static long severity(Tier tier) {
        return switch (tier) {
            case T0 -> 1;
            case T1 -> 2;
            case T2 -> 3;
            case T3 -> 4;
        };
    }

    private static JsonObject metadata(RecordText record) {
        return JsonObject.builder()
                .put("version", VERSION)
                .put("profiles", JsonArray.ofStrings(List.of("security_control")))
                .put(
                        "product",
                        JsonObject.builder()
                                .put("name", "praxis")
                                .put("vendor_name", "praxis")
                                .build())
                .put("uid", record.text("hash"))
                .put("correlation_uid", record.text("requestId"))
                .put("sequence", record.sequence())
                .put("log_name", "praxis audit")
                .put("original_time", record.text("time"))
                .build();
    }

    private static JsonObject actor(RecordText record) {
        return JsonObject.builder()
                .put(
                        "user",
                        JsonObject.builder().put("name", record.text("actor")).build())
                .put("app_name", record.text("clientId"))
                .build();
    }

    private static JsonObject api(RecordText record) {
        return JsonObject.builder()
                .put("operation", record.text("tool"))
                .put(
                        "request",
                        JsonObject.builder()
                                .put("uid", record.text("requestId"))
                                .build())
                .build();
    }

    private static JsonArray resources(RecordText record) {
        List<JsonValue> resources = Arrays.stream(record.text("target").split(",", -1))
                .map(target ->
                        (JsonValue) JsonObject.builder().put("name", target).build())
                .toList();
        return JsonArray.of(resources);
    }

    /** Of an intent nothing is known yet; of an outcome that is unknown nothing ever will be. */
    private static long status(RecordText record) {
        if (record.decision() == Decision.DENIED) {
            return FAILURE;
        }
        if (record.phase() == Phase.INTENT) {
            return OTHER;
        }
        if (record.error() == null) {
            return SUCCESS;
        }
        return record.error().startsWith("UNKNOWN") ? 0 : FAILURE;
    }

    private static String statusName(RecordText record) {
        long status = status(record);
        return status == SUCCESS ? "Success" : status == FAILURE ? "Failure" : status == OTHER ? "Intended" : "Unknown";
    }

    private static long actionId(Decision decision) {
        return switch (decision) {
            case ALLOWED -> 1;
            case DENIED -> 2;
            case PREVIEWED, MAINTENANCE -> OTHER;
        };
    }

    private static JsonObject unmapped(RecordText record) {
        JsonObject.Builder unmapped = JsonObject.builder();
        for (String member :
                List.of("tier", "phase", "decision", "args", "output", "patternsVersion", "previousHash")) {
            unmapped.put(member, record.json().get(member).orElse(new JsonString("")));
        }
        return unmapped.build();
    }
}
