package dev.praxis.actuation.talos;

import dev.praxis.api.Sha256;
import dev.praxis.api.action.ActionRequest;
import dev.praxis.api.action.Target;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.FactVersion;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;

/** Requests to test with. */
final class Requests {

    static final FactKey KEY = new FactKey("host:cp-1", "host", "declared");
    static final FactVersion VERSION = new FactVersion(3, Sha256.of(new byte[] {1}));

    private Requests() {}

    static ActionRequest request(String verb, String arguments) {
        return request(verb, CanonicalJson.parseObject(arguments));
    }

    static ActionRequest request(String verb, JsonObject arguments) {
        return new ActionRequest(verb, target("10.5.0.2", "10.5.0.1"), arguments);
    }

    static Target target(String node, String endpoint) {
        JsonObject attributes = JsonObject.builder()
                .put("type", "talos")
                .put("node", node)
                .put("endpoint", endpoint)
                .build();
        return new Target("cp-1", "talos", attributes, KEY, VERSION);
    }
}
