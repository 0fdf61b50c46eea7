package dev.praxis.audit.tlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.praxis.signing.note.NoteSignature;
import dev.praxis.signing.note.NoteSigner;
import dev.praxis.signing.note.NoteVerifier;
import dev.praxis.signing.note.SignedNote;
import dev.praxis.signing.note.VerifiedSignature;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A witness cosigns what continues the last that it cosigned, and nothing else; in files and over HTTP. */
class WitnessTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_795_000_000);
    private static final NoteSigner COSIGNER =
            NoteSigner.cosigner("witness.example/w1", Keys.pair(7), InstantSource.fixed(NOW));

    @TempDir
    Path directory;

    @DisplayName(
            "a log that grows is cosigned each time, with the time, also by a witness that starts late or was not asked for long")
    @Test
    void growingLog() throws IOException {
        Path log = directory.resolve("log");
        FileWitness early = witness("early");
        FileWitness late = witness("late");
        Growing growing = new Growing(log, 0);
        for (int i = 0; i < 30; i++) {
            SignedCheckpoint checkpoint = growing.by(i);
            SignedNote cosigned = new Cosigning(log).cosign(checkpoint, early);
            VerifiedSignature signature = new NoteVerifier(List.of(COSIGNER.verifierKey()))
                    .verify(cosigned)
                    .signatures()
                    .get(0);
            assertEquals(NOW, signature.time());
            if (i % 9 == 5) {
                new Cosigning(log).cosign(checkpoint, late);
            }
        }
        Path remembered = FileWitness.checkpointOf(directory.resolve("early"), Keys.ORIGIN);
        assertEquals(
                growing.merkle.size(),
                SignedCheckpoint.read(remembered, Keys.log().verifierKey())
                        .orElseThrow()
                        .checkpoint()
                        .size());
    }

    @DisplayName(
            "a log that was rewritten or put back, even with its key, is not cosigned, and the witness forgets nothing")
    @Test
    void rewritten() throws IOException {
        FileWitness witness = witness("w");
        SignedCheckpoint first = new Growing(directory.resolve("log"), 0).by(20);
        new Cosigning(directory.resolve("log")).cosign(first, witness);
        byte[] before = Files.readAllBytes(FileWitness.checkpointOf(directory.resolve("w"), Keys.ORIGIN));
        for (int size : new int[] {10, 20, 40}) {
            Path other = directory.resolve("other" + size);
            SignedCheckpoint forged = new Growing(other, 1000).by(size);
            assertThrows(EvidenceRefusedException.class, () -> new Cosigning(other).cosign(forged, witness));
        }
        Path shorter = directory.resolve("shorter");
        SignedCheckpoint back = new Growing(shorter, 0).by(10);
        assertThrows(EvidenceRefusedException.class, () -> new Cosigning(shorter).cosign(back, witness));
        assertEquals(
                new String(before, StandardCharsets.UTF_8),
                Files.readString(FileWitness.checkpointOf(directory.resolve("w"), Keys.ORIGIN)));
        new Cosigning(directory.resolve("log")).cosign(first, witness); // the same again
    }

    @DisplayName("each status of the protocol, in its place")
    @Test
    void statuses() throws IOException {
        Path log = directory.resolve("log");
        Growing growing = new Growing(log, 0);
        SignedCheckpoint ten = growing.by(10);
        SignedCheckpoint thirty = growing.by(20);
        FileWitness witness = witness("w");
        TileTree tree = new TileTree(log, 30);
        assertEquals(new WitnessAnswer.OtherSize(0), witness.add(new AddCheckpoint(5, List.of(), ten.note())));
        assertEquals(400, status(witness, new AddCheckpoint(11, List.of(), ten.note())));
        assertEquals(
                422, status(witness, new AddCheckpoint(0, tree.consistency(10).path(), ten.note())));
        assertInstanceOf(WitnessAnswer.Cosigned.class, witness.add(new AddCheckpoint(0, List.of(), ten.note())));
        assertEquals(new WitnessAnswer.OtherSize(10), witness.add(new AddCheckpoint(0, List.of(), ten.note())));
        assertEquals(422, status(witness, new AddCheckpoint(10, List.of(), thirty.note())));
        String forged = new Checkpoint(Keys.ORIGIN, 10, thirty.checkpoint().root()).text();
        assertEquals(
                422, status(witness, new AddCheckpoint(10, List.of(), SignedNote.sign(forged, List.of(Keys.log())))));
        NoteSigner another = NoteSigner.ed25519(Keys.ORIGIN, Keys.pair(9));
        assertEquals(403, status(witness, new AddCheckpoint(10, List.of(), SignedNote.sign(forged, List.of(another)))));
        NoteSignature good = ten.note().signatures().get(0);
        byte[] bad = good.signature();
        bad[3] ^= 1;
        SignedNote broken = SignedNote.sign(ten.checkpoint().text(), List.of(another))
                .with(new NoteSignature(good.name(), good.keyId(), bad));
        assertEquals(403, status(witness, new AddCheckpoint(10, List.of(), broken)));
        NoteSigner stranger = NoteSigner.ed25519("another.example", Keys.pair(1));
        String foreign = new Checkpoint("another.example", 10, ten.checkpoint().root()).text();
        assertEquals(
                404, status(witness, new AddCheckpoint(10, List.of(), SignedNote.sign(foreign, List.of(stranger)))));
        assertInstanceOf(
                WitnessAnswer.Cosigned.class,
                witness.add(new AddCheckpoint(10, tree.consistency(10).path(), thirty.note())));
    }

    private static int status(Witness witness, AddCheckpoint request) throws IOException {
        return ((WitnessAnswer.Refused) witness.add(request)).status();
    }

    @DisplayName("of many who ask at once for different trees that follow the same one, exactly one gets a cosignature")
    @Test
    void compareAndRememberIsOneStep() throws IOException, InterruptedException, ExecutionException {
        FileWitness first = witness("w");
        FileWitness second = witness("w");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<WitnessAnswer>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                SignedCheckpoint fork = new Growing(directory.resolve("fork" + i), 100 * i).by(5);
                FileWitness asked = i % 2 == 0 ? first : second;
                answers.add(threads.submit(() -> {
                    start.await();
                    return asked.add(new AddCheckpoint(0, List.of(), fork.note()));
                }));
            }
            start.countDown();
            int cosigned = 0;
            for (Future<WitnessAnswer> each : answers) {
                cosigned += each.get() instanceof WitnessAnswer.Cosigned ? 1 : 0;
            }
            assertEquals(1, cosigned);
        } finally {
            threads.shutdownNow();
        }
    }

    @DisplayName("over HTTP: cosigned, another size, refused, and what is no answer at all")
    @Test
    void overHttp() throws IOException {
        Path log = directory.resolve("log");
        Growing growing = new Growing(log, 0);
        FileWitness files = witness("w");
        try (Server server = new Server(files)) {
            HttpWitness witness = server.witness();
            new Cosigning(log).cosign(growing.by(10), witness);
            SignedCheckpoint more = growing.by(20);
            SignedNote cosigned = new Cosigning(log).cosign(more, witness);
            assertEquals(2, cosigned.signatures().size());
            growing.merkle.publish(cosigned);

            Path other = directory.resolve("other");
            SignedCheckpoint forged = new Growing(other, 500).by(40);
            assertThrows(EvidenceRefusedException.class, () -> new Cosigning(other).cosign(forged, witness));

            SignedCheckpoint last = growing.by(1);
            for (int status : new int[] {400, 403, 404, 422, 429, 500, 302}) {
                server.scripted = new Reply(status, "text/plain", "no\n");
                assertThrows(
                        EvidenceRefusedException.class, () -> new Cosigning(log).cosign(last, witness), "" + status);
            }
            for (String nonsense : List.of("", "no", "no\n", "\u2014 witness.example/w1 AAAA\n", "x".repeat(100_000))) {
                server.scripted = new Reply(200, "text/plain", nonsense);
                assertThrows(IOException.class, () -> new Cosigning(log).cosign(last, witness), nonsense);
            }
            server.scripted = new Reply(
                    200,
                    "text/plain",
                    NoteSigner.cosigner("witness.example/w2", Keys.pair(8), InstantSource.fixed(NOW))
                                    .sign(last.checkpoint().text())
                                    .line()
                            + "\n");
            assertThrows(EvidenceRefusedException.class, () -> new Cosigning(log).cosign(last, witness), "unknown key");
            server.scripted =
                    new Reply(200, "text/plain", COSIGNER.sign("other\n").line() + "\n");
            assertThrows(EvidenceRefusedException.class, () -> new Cosigning(log).cosign(last, witness), "other text");
            for (String size : List.of("30", "030\n", "-1\n", "31\n31\n", "\n")) {
                server.scripted = new Reply(409, "text/x.tlog.size", size);
                assertTrue(fails(log, last, witness), size);
            }
            server.scripted = new Reply(409, "text/x.tlog.size", "99\n");
            assertThrows(EvidenceRefusedException.class, () -> new Cosigning(log).cosign(last, witness), "ahead");
            server.scripted = null;
            new Cosigning(log).cosign(last, witness);
        }
    }

    private static boolean fails(Path log, SignedCheckpoint checkpoint, Witness witness) {
        try {
            new Cosigning(log).cosign(checkpoint, witness);
            return false;
        } catch (IOException | EvidenceRefusedException e) {
            return true;
        }
    }

    @DisplayName("a witness that cannot be reached is an IOException, and asks for nothing to be believed")
    @Test
    void unreachable() throws IOException {
        Path log = directory.resolve("log");
        SignedCheckpoint checkpoint = new Growing(log, 0).by(3);
        HttpWitness gone;
        try (Server server = new Server(witness("w"))) {
            gone = server.witness();
        }
        assertThrows(IOException.class, () -> new Cosigning(log).cosign(checkpoint, gone));
    }

    @DisplayName("requests have one form")
    @Test
    void requests() throws IOException {
        Path log = directory.resolve("log");
        Growing growing = new Growing(log, 0);
        growing.by(10);
        SignedNote note = growing.by(20).note();
        AddCheckpoint request =
                new AddCheckpoint(10, new TileTree(log, 30).consistency(10).path(), note);
        assertEquals(request, AddCheckpoint.parse(request.bytes()));
        String text = new String(request.bytes(), StandardCharsets.UTF_8);
        for (String bad : List.of(
                "",
                text.replace("old 10", "old 010"),
                text.replace("old 10", "old +10"),
                text.replace("old 10", "new 10"),
                text.replace("\n\n", "\n"),
                text.replace("old 10\n", "old 10\nAAAA\n"),
                "old 10\n\n")) {
            assertThrows(
                    EvidenceRefusedException.class,
                    () -> AddCheckpoint.parse(bad.getBytes(StandardCharsets.UTF_8)),
                    bad);
        }
    }

    private FileWitness witness(String name) {
        return new FileWitness(directory.resolve(name), COSIGNER, Keys.log().verifierKey());
    }

    /** A log that gets more entries, which depend on a number. */
    private static final class Growing {

        private final MerkleLog merkle;
        private final int variant;

        Growing(Path log, int variant) throws IOException {
            this.merkle = MerkleLog.open(Files.createDirectories(log), Keys.log());
            this.variant = variant;
        }

        SignedCheckpoint by(int more) throws IOException {
            for (int i = 0; i < more; i++) {
                merkle.append(NaiveTree.entry((int) merkle.size() + variant));
            }
            return merkle.checkpoint();
        }
    }

    /** What a server says instead of asking the witness. */
    private record Reply(int status, String type, String body) {}

    /** The protocol over a witness, on the loopback. */
    private static final class Server implements AutoCloseable {

        private final HttpServer server;
        private volatile Reply scripted;

        Server(Witness witness) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/w/add-checkpoint", exchange -> {
                byte[] body = exchange.getRequestBody().readAllBytes();
                Reply reply = scripted != null ? scripted : reply(witness.add(AddCheckpoint.parse(body)));
                byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", reply.type());
                exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
            server.start();
        }

        private static Reply reply(WitnessAnswer answer) {
            if (answer instanceof WitnessAnswer.Cosigned cosigned) {
                StringBuilder lines = new StringBuilder();
                cosigned.signatures().forEach(each -> lines.append(each.line()).append('\n'));
                return new Reply(200, "text/plain", lines.toString());
            }
            if (answer instanceof WitnessAnswer.OtherSize other) {
                return new Reply(409, "text/x.tlog.size", other.size() + "\n");
            }
            return new Reply(((WitnessAnswer.Refused) answer).status(), "text/plain", "");
        }

        HttpWitness witness() {
            URI prefix = URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                    + server.getAddress().getPort() + "/w");
            return new HttpWitness(prefix, COSIGNER.verifierKey(), HttpClient.newHttpClient(), Duration.ofSeconds(20));
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
