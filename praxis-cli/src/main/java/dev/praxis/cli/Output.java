package dev.praxis.cli;

import dev.praxis.api.json.JsonObject;
import java.io.PrintWriter;

/**
 * Where results go: standard output, as text for people or as canonical JSON, one object per line. Confined to one
 * thread.
 */
final class Output {

    private final PrintWriter out;
    private final boolean json;

    Output(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    boolean isJson() {
        return json;
    }

    /** A result that is one object: as JSON, or as the lines given. */
    void result(JsonObject object, String... lines) {
        if (json) {
            out.println(object);
        } else {
            text(lines);
        }
        out.flush();
    }

    /** A line that is JSON already. */
    void raw(String line) {
        out.println(line);
        out.flush();
    }

    /** Lines for people; left out when the result is JSON. */
    void text(String... lines) {
        if (!json) {
            for (String line : lines) {
                out.println(Printable.line(line));
            }
            out.flush();
        }
    }
}
