package dev.praxis.redaction;

import dev.praxis.redaction.internal.context.KeyLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

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
    private final KeyLines keys = new KeyLines();
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
            out.write(utf8('"' + hidden + '"'));
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
            return keys.take(text) == 0 ? text(bytes) : utf8(strings.hiding().whole(KeyLines.RULE, text));
        }
        Optional<String> json = JsonFilter.json(strings, text);
        if (json.isPresent()) {
            keys.end();
        }
        String shown = json.orElseGet(() -> line(text));
        return shown.equals(text) ? bytes : utf8(shown);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A line that is no JSON may be one of a key, whose other lines came before. */
    private String line(String text) {
        if (text.endsWith("\r")) {
            return line(text.substring(0, text.length() - 1)) + '\r';
        }
        int ofKey = keys.take(text);
        String rest = strings.hiding().text(text.substring(ofKey));
        return ofKey == 0 ? rest : strings.hiding().whole(KeyLines.RULE, text.substring(0, ofKey)) + rest;
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
