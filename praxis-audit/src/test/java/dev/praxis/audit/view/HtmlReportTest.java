package dev.praxis.audit.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.Sha256;
import dev.praxis.api.action.Tier;
import dev.praxis.api.audit.Decision;
import dev.praxis.api.audit.Phase;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;
import dev.praxis.audit.Finding;
import dev.praxis.audit.VerificationReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReportTest {

    private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);
    private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);
    private static final String RECORDS = ",\"records\":[";

    @DisplayName("the page has every record as the log has it, few or many, and what proves them")
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 2000})
    void records(int count) throws Exception {
        List<String> lines = lines(count);
        String page = page(lines, ViewReports.intact(count, count / 2));
        assertEquals(lines, records(page).stream().map(JsonObject::toString).toList());
        assertEquals(
                "{\"proof\":{\"checked\":" + count + ",\"findings\":[],\"pruned\":0,\"signed\":" + count / 2
                        + ",\"takenIn\":[]}",
                proof(page));
    }

    @DisplayName("it loads nothing: no address in it, and a policy that allows its own script and style by digest only")
    @Test
    void selfContained() throws Exception {
        String page = page(lines(3), ViewReports.intact(3));
        String shell = page.replace(only(DATA, page), "");
        for (String loading : List.of(
                "src=",
                "href=",
                "url(",
                "@import",
                "fetch(",
                "XMLHttp",
                "import(",
                "WebSocket",
                "innerHTML",
                "eval(")) {
            assertFalse(shell.contains(loading), loading);
        }
        assertEquals(
                List.of("http://www.w3.org/2000/svg"),
                Pattern.compile("https?://[^\"' ]*")
                        .matcher(shell)
                        .results()
                        .map(MatchResult::group)
                        .toList(),
                "the name of a namespace, which is never fetched");
        assertTrue(page.contains("default-src 'none'; style-src '" + digest(only(STYLE, page)) + "'; script-src '"
                + digest(only(SCRIPT, page)) + "'"));
        assertEquals(1, SCRIPT.matcher(page).results().count());
    }

    @DisplayName("nothing that a record says ends the element that it stands in, or is taken for the template")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "</script><script>alert(1)</script>",
                "<!--<script>",
                "{{script}} {{data}} {{verdict}}",
                "$1 \\1",
                "\u202e\u2028\u0001"
            })
    void hostile(String text) throws Exception {
        String line = ViewSamples.line(1, Tier.T3, Phase.INTENT, Decision.DENIED, text, text);
        String page = page(List.of(line, "damaged " + text), ViewReports.intact(1));
        List<JsonObject> records = records(page);
        assertEquals(line, records.get(0).toString());
        assertEquals("damaged " + text, records.get(1).string("damaged").orElseThrow());
        assertEquals(1, SCRIPT.matcher(page).results().count());
        assertFalse(only(DATA, page).contains("<"));
    }

    @DisplayName("a line that is no record is shown as such")
    @Test
    void damaged() throws Exception {
        String good = ViewSamples.line(1, Tier.T0, Phase.INTENT, Decision.ALLOWED, null);
        for (String bad : List.of(
                "",
                "{}",
                "nonsense",
                good.replace("\"T0\"", "\"T9\""),
                good.replace("\"INTENT\"", "\"intent\""),
                good.replace("\"error\":null", "\"error\":1"),
                good.replace("\"output\":null", "\"output\":{}"),
                good.replace("2026-11-21", "2026-13-21"),
                good.replace("\"actor\":\"ada\",", ""),
                "\ud800 \0")) {
            JsonObject shown =
                    records(page(List.of(good, bad), ViewReports.intact(1))).get(1);
            assertTrue(shown.string("damaged").isPresent(), bad);
        }
    }

    @DisplayName("what a verification found is in the verdict and at the record")
    @Test
    void findings() throws Exception {
        String page = page(lines(3), ViewReports.changed(3, 2));
        assertTrue(
                page.contains("<div class=\"verdict bad\"><div role=\"status\"><strong>Not intact: 1 found.</strong>"));
        assertTrue(page.contains("<li data-sequence=\"2\"><code>HASH_MISMATCH</code> record 2: changed</li>"));
        assertTrue(proof(page).contains("\"kind\":\"HASH_MISMATCH\",\"message\":\"changed\",\"sequence\":2"));
        assertTrue(page(lines(3), ViewReports.intact(3)).contains("<strong>Intact.</strong>"));
    }

    @DisplayName("nothing is in the checkpoint whose records do not have the root that was signed")
    @Test
    void notWhatWasSigned() throws Exception {
        String page = page(lines(1), ViewReports.found(Finding.Kind.CHECKPOINT_MISMATCH, "another root"));
        assertTrue(proof(page).contains("\"signed\":0"), proof(page));
        page = page(lines(1), ViewReports.found(Finding.Kind.TILE_MISMATCH, "a damaged tile"));
        assertTrue(proof(page).contains("\"signed\":1"), proof(page));
    }

    @DisplayName("what was found beside the records that are shown is listed as well, as text")
    @Test
    void findingsOfNoRecord() throws Exception {
        String page = page(lines(1), ViewReports.found(Finding.Kind.CHECKPOINT_MISSING, "no <b>{{data}}</b>\nat all"));
        assertTrue(page.contains("<li><code>CHECKPOINT_MISSING</code> no &lt;b&gt;{{data}}&lt;/b&gt;"), page);
        assertFalse(page(lines(1), ViewReports.intact(1)).contains("<ol class=\"findings\">"));
    }

    @DisplayName("the subject is text")
    @Test
    void subject() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HtmlReport.write(out, "<b>&\"{{data}}", ViewReports.intact(0), consumer -> {});
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("<p class=\"soft\">&lt;b&gt;&amp;&quot;{{data}}</p>"));
    }

    @DisplayName("a disk that fails is told")
    @Test
    void failing() {
        IOException e = assertThrows(
                IOException.class,
                () -> HtmlReport.write(
                        new FullDisk(),
                        "",
                        ViewReports.intact(0),
                        consumer -> lines(2000).forEach(consumer)));
        assertEquals("no space", e.getMessage());
    }

    private static final class FullDisk extends OutputStream {

        private int left = 100_000;

        @Override
        public void write(int b) throws IOException {
            if (left == 0) {
                throw new IOException("no space");
            }
            left--;
        }
    }

    private static List<String> lines(int count) {
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            lines.add(ViewSamples.line(
                    i,
                    List.of(Tier.values()).get(i % 4),
                    List.of(Phase.values()).get(i % 2),
                    List.of(Decision.values()).get(i % 4),
                    i % 3 == 0 ? "FAILED: it" : null));
        }
        return lines;
    }

    private static String page(List<String> lines, VerificationReport report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HtmlReport.write(out, "a log", report, lines::forEach);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String proof(String page) {
        String json = only(DATA, page);
        return json.substring(0, json.indexOf(RECORDS));
    }

    /** One by one: the strict parser takes a mebibyte, and a page can have more. */
    private static List<JsonObject> records(String page) {
        String json = only(DATA, page);
        String array = json.substring(json.indexOf(RECORDS) + RECORDS.length(), json.lastIndexOf("],\"run\":["));
        return array.isEmpty()
                ? List.of()
                : Pattern.compile(",\n")
                        .splitAsStream(array)
                        .map(CanonicalJson::parseObject)
                        .toList();
    }

    private static String only(Pattern pattern, String page) {
        Matcher matcher = pattern.matcher(page);
        assertTrue(matcher.find());
        return matcher.group(1);
    }

    private static String digest(String content) {
        return "sha256-"
                + Base64.getEncoder()
                        .encodeToString(Sha256.newDigest().digest(content.getBytes(StandardCharsets.UTF_8)));
    }
}
