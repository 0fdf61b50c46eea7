package dev.praxis.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class NothingAllocatedTest {

    private static final int TIMES = 1000;
    private static final List<String> LINES = List.of(
            "",
            "2026-11-24T21:01:11.123Z INFO  [worker-3] dev.acme.orders.OrderService - processed order 17 in 4 ms status=OK",
            "10.0.3.17 - - [24/Nov/2026:21:11:02 +0000] \"GET /api/v1/items/17?page=2 HTTP/1.1\" 200 512 \"-\" \"curl/8.1\"",
            "Nov 24 21:11:02 node-3 kubelet[812]: I1124 pod_workers.go:190] \"Syncing pod\" namespace=\"prod\" name=\"api-7d9f\"",
            "at dev.acme.orders.OrderService.process(OrderService.java:123) ~[orders.jar:1.2.3]");

    @Test
    void textWithoutASecretCostsNoMemory() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Redactor redactor = Redactor.standard();
        for (String line : LINES) {
            assertSame(line, redactor.redact(line)); // loads what is loaded once
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        long unit = threads.getCurrentThreadAllocatedBytes() - before;
        for (int line = 0; line < LINES.size(); line++) {
            String text = LINES.get(line);
            long start = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < TIMES; i++) {
                redactor.redact(text);
            }
            long bytes = threads.getCurrentThreadAllocatedBytes() - start - unit;
            assertEquals(0, bytes / TIMES, text);
        }
    }
}
