package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.Sha256;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonValue;
import dev.praxis.api.store.Change;
import dev.praxis.api.store.ChangeRefusedException;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.ReplicaStore;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreBusyException;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.archive.Checkpoint;
import dev.praxis.api.store.archive.ExportDamagedException;
import dev.praxis.api.store.archive.ExportReader;
import dev.praxis.api.store.archive.ImportReport;
import dev.praxis.api.store.archive.StoreExport;
import dev.praxis.api.store.archive.StoreImport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports and imports of generated records. The seed stands in the message of a failure. */
class StoreArchiveTest {

    private final long seed = new Random().nextLong();

    @DisplayName("an import gives the store that was exported; its export has the same bytes")
    @Test
    void exportAndImportAreTheIdentity() throws IOException {
        ModelStore source = filled(60);
        byte[] export = export(source);
        ModelStore target = empty();

        ImportReport report = load(export, target);

        assertEquals(changes(source), changes(target), "seed " + seed);
        assertArrayEquals(export, export(target), "seed " + seed);
        assertEquals(source.lastSequence(), report.appended());
        assertEquals(report.changes(), report.appended());
    }

    @DisplayName("the digest of the last line is that of the change lines as sha256sum computes it")
    @Test
    void theDigestIsOfTheLinesBetween() throws IOException {
        byte[] export = export(filled(10));
        List<String> lines = lines(export);
        String between = String.join("", lines.subList(1, lines.size() - 1));
        String digest = Sha256.of(between.getBytes(StandardCharsets.UTF_8)).hex();
        JsonObject end = CanonicalJson.parseObject(lines.get(lines.size() - 1));
        assertEquals(digest, end.string("digest").orElseThrow());
        assertEquals("{\"format\":\"praxis-facts\",\"version\":1}\n", lines.get(0));
    }

    @Test
    void anEmptyStoreHasAnExport() throws IOException {
        ModelStore target = empty();
        ImportReport report = load(export(empty()), target);
        assertEquals(new Checkpoint(0, Sha256.of(new byte[0])), report.checkpoint());
        assertEquals(0, target.lastSequence());
    }

    @DisplayName("the largest and deepest value that a fact can have is exported and imported")
    @Test
    void theLargestValue() throws IOException {
        ModelStore source = empty();
        FactKey key = new FactKey("s", "p", "t");
        source.put(LargeAssertions.ofValueLength(key, JsonValue.MAX_BYTES));
        JsonObject deep = JsonObject.EMPTY;
        for (int depth = 1; depth < JsonValue.MAX_DEPTH; depth++) {
            deep = JsonObject.builder().put("value", deep).build();
        }
        String controls = "\u0001".repeat(Assertion.MAX_REASON_BYTES);
        source.put(new Assertion(key, deep, StorePlace.NOON, controls.substring(0, 1024), controls));
        ModelStore target = empty();
        load(export(source), target);
        assertEquals(changes(source), changes(target));
    }

    @DisplayName("a file that is cut at any byte is refused, and what was appended is a beginning of the record")
    @Test
    void aCutFileIsRefused() throws IOException {
        ModelStore source = filled(4);
        byte[] export = export(source);
        for (int length = 0; length < export.length; length++) {
            ModelStore target = empty();
            byte[] cut = Arrays.copyOf(export, length);
            assertThrows(ExportDamagedException.class, () -> load(cut, target), "seed " + seed);
            assertIsBeginning(source, target);
        }
    }

    @DisplayName("a file with any byte changed is refused, and what was appended is a beginning of the record")
    @Test
    void anAlteredFileIsRefused() throws IOException {
        ModelStore source = filled(3);
        byte[] export = export(source);
        for (int at = 0; at < export.length; at++) {
            byte[] altered = export.clone();
            altered[at] ^= 1;
            assertRefused(source, altered);
        }
    }

    @DisplayName("lines that are removed, repeated, swapped or added are refused")
    @Test
    void otherLinesAreRefused() throws IOException {
        ModelStore source = filled(6);
        List<String> lines = lines(export(source));
        for (int at = 0; at < lines.size(); at++) {
            List<String> removed = new ArrayList<>(lines);
            removed.remove(at);
            assertRefused(source, bytes(removed));
            List<String> repeated = new ArrayList<>(lines);
            repeated.add(at, lines.get(at));
            assertRefused(source, bytes(repeated));
        }
        List<String> swapped = new ArrayList<>(lines);
        swapped.set(2, lines.get(3));
        swapped.set(3, lines.get(2));
        assertRefused(source, bytes(swapped));
    }

    @Test
    void theMessageNamesTheLine() throws IOException {
        List<String> lines = new ArrayList<>(lines(export(filled(6))));
        lines.set(3, lines.get(3).replaceFirst("\"recordedAt\":\"2026", "\"recordedAt\":\"2027"));
        ExportDamagedException refusal = assertThrows(ExportDamagedException.class, () -> load(bytes(lines), empty()));
        assertEquals(5, refusal.line(), "the line behind the altered one says that it was altered");
        assertTrue(refusal.getMessage().startsWith("line 5 of the export: "), refusal.getMessage());
    }

    @DisplayName("a line that ends at any character before its last is refused with its number")
    @Test
    void aLineThatEndsEarlyIsRefused() throws IOException {
        List<String> lines = lines(export(filled(3)));
        for (int at = 0; at < lines.size(); at++) {
            String whole = lines.get(at);
            for (int length = 0; length < whole.length() - 1; length++) {
                List<String> cut = new ArrayList<>(lines);
                cut.set(at, whole.substring(0, length) + "\n");
                ExportDamagedException refusal =
                        assertThrows(ExportDamagedException.class, () -> load(bytes(cut), empty()), "seed " + seed);
                assertEquals(at + 1, refusal.line(), "seed " + seed);
            }
        }
    }

    @DisplayName("a reader that refused a line gives nothing that stands behind it")
    @Test
    void aReaderRefusesAfterItsFirstFailure() throws IOException {
        List<String> lines = new ArrayList<>(lines(export(filled(6))));
        lines.add(3, "{}\n");
        ExportReader reader = ExportReader.open(new ByteArrayInputStream(bytes(lines)));
        assertEquals(1, reader.next().orElseThrow().sequence());
        for (int call = 0; call < 3; call++) {
            ExportDamagedException refusal = assertThrows(ExportDamagedException.class, reader::next, "seed " + seed);
            assertEquals(4, refusal.line());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "no JSON\n",
                "{\"format\":\"other\",\"version\":1}\n",
                "{\"format\": \"praxis-facts\", \"version\": 1}\n",
                "{\"format\":\"praxis-facts\",\"version\":1}"
            })
    void whatIsNoExportIsRefusedAtTheFirstLine(String text) {
        ExportDamagedException refusal =
                assertThrows(ExportDamagedException.class, () -> load(text.getBytes(StandardCharsets.UTF_8), empty()));
        assertEquals(1, refusal.line());
    }

    @Test
    void aNewerVersionIsNamed() {
        byte[] newer = "{\"format\":\"praxis-facts\",\"version\":2}\n".getBytes(StandardCharsets.UTF_8);
        ExportDamagedException refusal = assertThrows(ExportDamagedException.class, () -> load(newer, empty()));
        assertTrue(refusal.getMessage().contains("version"), refusal.getMessage());
    }

    @DisplayName("an import that was cut anywhere is finished by the whole file")
    @Test
    void anImportGoesOn() throws IOException {
        ModelStore source = filled(80);
        byte[] export = export(source);
        ModelStore target = empty();
        for (int cut = 1; cut < 4; cut++) {
            byte[] part = Arrays.copyOf(export, export.length * cut / 4);
            assertThrows(ExportDamagedException.class, () -> load(part, target));
            assertIsBeginning(source, target);
        }
        long before = target.lastSequence();
        assertTrue(before > 0, "nothing was appended from the parts");

        assertEquals(source.lastSequence() - before, load(export, target).appended());

        assertArrayEquals(export, export(target), "seed " + seed);
        assertEquals(0, load(export, target).appended(), "of a repetition");
    }

    @Test
    void aLaterExportContinuesAnEarlierOne() throws IOException {
        ModelStore source = filled(10);
        ModelStore target = empty();
        load(export(source), target);
        HostileRecord.write(source, seed + 1, 10);
        byte[] later = export(source);
        load(later, target);
        assertArrayEquals(later, export(target), "seed " + seed);
    }

    @DisplayName("a store with more than the export is left as it is")
    @Test
    void anEarlierExportChangesNothing() throws IOException {
        ModelStore source = filled(10);
        byte[] earlier = export(source);
        source.put(new Assertion(new FactKey("s", "p", "t"), JsonObject.EMPTY, StorePlace.NOON, "a", "r"));
        List<Change> before = changes(source);
        assertEquals(0, load(earlier, source).appended());
        assertEquals(before, changes(source));
    }

    @DisplayName("a store with another record is refused, and left as it is")
    @Test
    void anotherRecordIsRefused() throws IOException {
        byte[] export = export(filled(10));
        ModelStore other = empty();
        other.put(new Assertion(new FactKey("s", "p", "t"), JsonObject.EMPTY, StorePlace.NOON, "a", "r"));
        List<Change> before = changes(other);
        ChangeRefusedException refusal = assertThrows(ChangeRefusedException.class, () -> load(export, other));
        assertEquals(1, refusal.sequence());
        assertEquals(before, changes(other));
    }

    private void assertRefused(Store source, byte[] altered) {
        ModelStore target = empty();
        assertThrows(ExportDamagedException.class, () -> load(altered, target), "seed " + seed);
        assertIsBeginning(source, target);
    }

    private void assertIsBeginning(Store source, Store target) {
        List<Change> imported = changes(target);
        assertEquals(changes(source).subList(0, imported.size()), imported, "seed " + seed);
    }

    private ModelStore filled(int batches) {
        ModelStore store = empty();
        HostileRecord.write(store, seed, batches);
        return store;
    }

    private static ModelStore empty() {
        return new ModelStore(StoreOptions.defaults());
    }

    private static byte[] export(Store store) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StoreExport.write(store, out);
        return out.toByteArray();
    }

    @DisplayName("an export whose line ends were changed says so")
    @Test
    void changedLineEndsAreNamed() throws IOException {
        String export = new String(export(filled(3)), StandardCharsets.UTF_8);
        byte[] changed = export.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        ModelStore target = empty();
        ExportDamagedException thrown = assertThrows(ExportDamagedException.class, () -> load(changed, target));
        assertTrue(thrown.getMessage().contains("carriage return"), thrown::getMessage);
        assertEquals(0, target.lastSequence());
    }

    @DisplayName("of two imports at once the loser is busy and not in conflict; importing again finds all of it there")
    @Test
    void twoImportsAtOnce() throws IOException {
        ModelStore source = filled(60);
        byte[] export = export(source);
        ModelStore target = empty();
        ImportingMeanwhile loser = new ImportingMeanwhile(target, export);
        assertThrows(StoreBusyException.class, () -> load(export, loser));
        assertEquals(changes(source), changes(target), "seed " + seed);
        assertEquals(0, load(export, loser).appended());
    }

    @DisplayName("a store that grew by other changes is busy, and refuses the import when it is tried again")
    @Test
    void anotherWriterMeanwhile() throws IOException {
        byte[] export = export(filled(60));
        ModelStore target = empty();
        ImportingMeanwhile loser = new ImportingMeanwhile(target, export(filled(61)));
        assertThrows(StoreBusyException.class, () -> load(export, loser));
        assertThrows(ChangeRefusedException.class, () -> load(export, loser));
    }

    /** Lets another import pass by before the first append. */
    private static final class ImportingMeanwhile extends ForwardingStore implements ReplicaStore {
        private final ModelStore store;
        private byte @Nullable [] other;

        ImportingMeanwhile(ModelStore store, byte[] other) {
            super(store);
            this.store = store;
            this.other = other;
        }

        @Override
        public void append(List<Change> changes) {
            byte[] meanwhile = other;
            other = null;
            if (meanwhile != null) {
                try {
                    load(meanwhile, store);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            store.append(changes);
        }
    }

    private static ImportReport load(byte[] export, ReplicaStore target) throws IOException {
        InputStream in = new ByteArrayInputStream(export);
        return StoreImport.read(ExportReader.open(in), target);
    }

    private static List<Change> changes(Store store) {
        return store.changesSince(0, FactQuery.MAX_LIMIT);
    }

    /** With their line feeds; no other line terminator counts. */
    private static List<String> lines(byte[] export) {
        return List.of(new String(export, StandardCharsets.UTF_8).split("(?<=\n)"));
    }

    private static byte[] bytes(List<String> lines) {
        return String.join("", lines).getBytes(StandardCharsets.UTF_8);
    }
}
