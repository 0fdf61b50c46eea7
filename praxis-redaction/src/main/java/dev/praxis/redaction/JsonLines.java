package dev.praxis.redaction;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Redacts lines that are JSON documents, one after another. Confined to one thread. */
final class JsonLines {

    private static final int CHUNK = 1 << 16;

    /** What a decoder puts in the place of bytes that are no UTF-8. */
    private static final char REPLACEMENT = '\ufffd';

    private final Redactor redactor;
    private final OutputStream out;
    private final LineFindings findings;
    private final EmbeddedText strings;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private long line = 1;
    private boolean overflown;

    JsonLines(Redactor redactor, OutputStream out, LineFindings findings) {
        this.redactor = redactor;
        this.out = out;
        this.findings = findings;
        this.strings = EmbeddedText.in(Hiding.telling(redactor, ruleId -> findings.found(line, ruleId)));
    }

    /** Copies all lines; what was written is handed on whenever the input has to be waited for. */
    void copy(InputStream in) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
            take(chunk, length);
            if (in.available() == 0) {
                out.flush();
            }
        }
        if (held.size() > 0 || overflown) {
            end();
        }
        out.flush();
    }

    private void take(byte[] chunk, int length) throws IOException {
        int from = 0;
        for (int i = 0; i < length; i++) {
            if (chunk[i] == '\n') {
                hold(chunk, from, i);
                end();
                out.write('\n');
                from = i + 1;
            }
        }
        hold(chunk, from, length);
    }

    private void hold(byte[] chunk, int from, int to) {
        if (overflown || held.size() + (to - from) > JsonFilter.MAX_LINE_BYTES) {
            overflown = true;
            held.reset();
        } else {
            held.write(chunk, from, to - from);
        }
    }

    private void end() throws IOException {
        if (overflown) {
            String hidden = strings.hiding().whole(Hiding.TOO_DEEP, "");
            out.write(('"' + hidden + '"').getBytes(StandardCharsets.UTF_8));
        } else {
            out.write(redacted(held.toByteArray()));
        }
        held.reset();
        overflown = false;
        line++;
    }

    private byte[] redacted(byte[] bytes) throws IOException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0 && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
            return text(bytes);
        }
        String shown = JsonFilter.textOrJson(strings, text);
        return shown.equals(text) ? bytes : shown.getBytes(StandardCharsets.UTF_8);
    }

    /** What is not UTF-8 is no JSON; its bytes come through unharmed. */
    private byte[] text(byte[] bytes) throws IOException {
        ByteArrayOutputStream redacted = new ByteArrayOutputStream(bytes.length);
        try (OutputStream filter = redactor.filter(redacted, finding -> findings.found(line, finding.ruleId()))) {
            filter.write(bytes);
        }
        return redacted.toByteArray();
    }
}
