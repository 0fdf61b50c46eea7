package dev.praxis.testkit.history.register;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes up requests: reads, blind writes and, for registers that have compare-and-set, conditional ones that expect what the
 * caller saw last, fresh or stale. Confined to one thread.
 */
final class Caller {

    private final String name;
    private final Random random;
    private final List<String> keys;
    private final boolean conditional;
    private final Map<String, Version> lastSeen = new HashMap<>();
    private long contents;

    Caller(String name, long seed, List<String> keys, boolean conditional) {
        this.name = name;
        this.random = new Random(seed);
        this.keys = keys;
        this.conditional = conditional;
    }

    Request next() {
        String key = keys.get(random.nextInt(keys.size()));
        // Often the same content again: only the revision tells A from A.
        String content = random.nextBoolean() ? "same" : name + "-" + ++contents;
        Version seen = lastSeen.get(key);
        int die = random.nextInt(10);
        if (die < 3) {
            return new Request.Read(key);
        }
        if (die < 8) {
            return conditional ? new Request.PutIf(key, seen, content) : new Request.Put(key, content);
        }
        if (die == 8) {
            return new Request.Put(key, content);
        }
        return conditional && seen != null ? new Request.RetireIf(key, seen) : new Request.Retire(key);
    }

    /** Now and then misses the reply, to expect something stale later on. */
    void heard(Request request, Reply reply) {
        if (random.nextInt(4) == 0) {
            return;
        }
        boolean emptied = reply.isDone() && (request instanceof Request.Retire || request instanceof Request.RetireIf);
        Version active = reply.version();
        if (emptied || active == null) {
            lastSeen.remove(request.key());
        } else {
            lastSeen.put(request.key(), active);
        }
    }
}
