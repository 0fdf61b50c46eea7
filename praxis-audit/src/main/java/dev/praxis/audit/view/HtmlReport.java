package dev.praxis.audit.view;

import dev.praxis.api.OneLine;
import dev.praxis.api.Sha256;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonValue;
import dev.praxis.audit.Finding;
import dev.praxis.audit.TakenIn;
import dev.praxis.audit.VerificationReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page to look at an audit log with: one file, which loads nothing and lets nothing be loaded (its Content-Security-Policy
 * allows its own script and style by their digests and nothing else). Stateless and thread-safe.
 *
 * <p>The records are in the page as the log has them; a line that is no record is shown as what it is. All text in it was
 * written by others and is only ever set as text.
 */
public final class HtmlReport {

    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z-]+)}}");
    private static final String DATA = "{{data}}";

    private HtmlReport() {}

    /**
     * Writes the page, in constant memory but for the findings.
     *
     * @param out where to; not closed
     * @param subject what it is about and when it was made, on one line
     * @param checked what a verification of the whole log found just before
     * @param lines the lines to show
     * @throws IOException if it cannot be written
     */
    public static void write(OutputStream out, String subject, VerificationReport checked, LogLines lines)
            throws IOException {
        String page = resource("report.html");
        Map<String, String> parts = parts(subject, checked);
        int data = page.indexOf(DATA);
        put(out, filled(page.substring(0, data), parts));
        CheckedRun shown = new CheckedRun();
        put(out, "{\"proof\":" + inScript(proof(checked).toString()) + ",\"records\":[");
        try {
            lines.forEach(new Separated(out, shown));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        put(out, "],\"run\":" + shown.to(checked.lastHash()).toString().replace(" ", "") + "}");
        put(out, filled(page.substring(data + DATA.length()), parts));
        out.flush();
    }

    private static Map<String, String> parts(String subject, VerificationReport checked) {
        String style = resource("report.css");
        String script = resource("report.js");
        return Map.of(
                "style", style,
                "script", script,
                "style-hash", digest(style),
                "script-hash", digest(script),
                "subject", escaped(subject),
                "verdict-class", checked.isIntact() ? "" : " bad",
                "verdict", verdict(checked),
                "findings", findings(checked));
    }

    /** Each finding, also those of no record that is shown; there without a script as well. */
    private static String findings(VerificationReport checked) {
        if (checked.findings().isEmpty()) {
            return "";
        }
        StringBuilder list = new StringBuilder("<ol class=\"findings\">");
        for (Finding finding : checked.findings()) {
            String place = finding.sequence() > 0 ? " data-sequence=\"" + finding.sequence() + "\"" : "";
            list.append("<li")
                    .append(place)
                    .append("><code>")
                    .append(finding.kind().name())
                    .append("</code> ")
                    .append(finding.sequence() > 0 ? "record " + finding.sequence() + ": " : "")
                    .append(escaped(OneLine.of(finding.message())))
                    .append("</li>");
        }
        long more = checked.findingCount() - checked.findings().size();
        return list.append(more > 0 ? "<li>and " + more + " more</li>" : "")
                .append("</ol>")
                .toString();
    }

    private static String verdict(VerificationReport checked) {
        String extent = checked.records() + " records, up to sequence " + checked.lastSequence() + ", hash <code>"
                + checked.lastHash() + "</code>";
        String notes = notes(checked);
        return checked.isIntact()
                ? "<strong>Intact.</strong> The whole log was checked: " + extent + "." + notes
                : "<strong>Not intact: " + checked.findingCount() + " found.</strong> The log was checked: " + extent
                        + ". Records in question are marked." + notes;
    }

    private static String notes(VerificationReport checked) {
        String pruned = checked.pruned() == 0 ? "" : " Records 1 to " + checked.pruned() + " were pruned.";
        String takenIn = checked.takenIn().isEmpty()
                ? ""
                : " After a crash, records were taken in that nothing but the chain covered; they are marked.";
        return pruned + takenIn;
    }

    private static JsonObject proof(VerificationReport checked) {
        List<JsonValue> findings = new ArrayList<>();
        for (Finding finding : checked.findings()) {
            findings.add(JsonObject.builder()
                    .put("kind", finding.kind().name())
                    .put("sequence", finding.sequence())
                    .put("message", finding.message())
                    .build());
        }
        List<JsonValue> takenIn = new ArrayList<>();
        for (TakenIn each : checked.takenIn()) {
            takenIn.add(JsonArray.of(JsonNumber.of(each.first()), JsonNumber.of(each.last())));
        }
        return JsonObject.builder()
                .put("checked", checked.lastSequence())
                .put("pruned", checked.pruned())
                .put("signed", proved(checked))
                .put("takenIn", JsonArray.of(takenIn))
                .put("findings", JsonArray.of(findings))
                .build();
    }

    /** How many records the checkpoint proves: none if the verification did not find in them the root that was signed. */
    private static long proved(VerificationReport checked) {
        boolean whole = checked.findingCount() == checked.findings().size();
        boolean found = checked.findings().stream().noneMatch(each -> each.kind() == Finding.Kind.CHECKPOINT_MISMATCH);
        return whole && found ? checked.signed() : 0;
    }

    /** Fills each place once; what is filled in is not looked at again. */
    private static String filled(String template, Map<String, String> parts) {
        Matcher places = PLACE.matcher(template);
        return places.replaceAll(place -> Matcher.quoteReplacement(parts.getOrDefault(place.group(1), place.group())));
    }

    /** JSON that cannot end the element it stands in: a {@code <} is only ever in a string there. */
    private static String inScript(String json) {
        return json.replace("<", "\\u003c");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** As a Content-Security-Policy names what it allows (CSP Level 3, section 2.3.1). */
    private static String digest(String content) {
        byte[] digest = Sha256.newDigest().digest(content.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing in the jar of praxis-audit");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The lines as members of an array. */
    private static final class Separated implements Consumer<String> {

        private final OutputStream out;
        private final CheckedRun shown;
        private String before = "";

        Separated(OutputStream out, CheckedRun shown) {
            this.out = out;
            this.shown = shown;
        }

        @Override
        public void accept(String line) {
            Optional<RecordText> record = RecordText.parse(line);
            shown.add(record.orElse(null));
            String json = record.map(RecordText::json)
                    .orElseGet(() ->
                            JsonObject.builder().put("damaged", valid(line)).build())
                    .toString();
            try {
                put(out, before + inScript(json));
                before = ",\n";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** What a damaged line says, without what JSON cannot hold. */
        private static String valid(String line) {
            return new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace("\0", "\ufffd");
        }
    }
}
