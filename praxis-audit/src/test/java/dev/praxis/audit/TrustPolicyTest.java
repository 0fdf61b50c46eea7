package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.praxis.audit.BothVerifiers.Verdict;
import dev.praxis.audit.Finding.Kind;
import dev.praxis.audit.tlog.SignedCheckpoint;
import dev.praxis.signing.Ed25519KeyPair;
import dev.praxis.signing.note.NoteSignature;
import dev.praxis.signing.note.NoteSigner;
import dev.praxis.signing.note.NoteVerifierKey;
import dev.praxis.signing.note.SignedNote;
import dev.praxis.testkit.RequiresTool;
import dev.praxis.testkit.Seed;
import dev.praxis.testkit.Soak;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whose cosignatures a checkpoint must have: both verifiers read the same policies and count alike. */
@RequiresTool(value = "python3", from = "python3")
class TrustPolicyTest {

    private static final NoteVerifierKey KEY = SampleLog.signer().verifierKey();
    private static final String LOG = "log " + KEY + "\n";

    @RegisterExtension
    static final BothVerifiers both = new BothVerifiers();

    @TempDir
    Path directory;

    private Path log;
    private SignedNote signed;

    @BeforeEach
    void aLog() throws IOException {
        log = directory.resolve("audit");
        SampleLog.write(log, SampleLog.lines(3, 0), 10, SampleLog.signer());
        signed = SignedCheckpoint.read(log.resolve(SignedCheckpoint.FILE), KEY)
                .orElseThrow()
                .note();
    }

    private static NoteSigner witness(int number) {
        byte[] seed = new byte[Ed25519KeyPair.SEED_BYTES];
        Arrays.fill(seed, (byte) (100 + number));
        return NoteSigner.cosigner(
                "example.com/w" + number,
                Ed25519KeyPair.ofSeed(seed),
                InstantSource.fixed(Instant.parse("2026-11-21T08:00:00Z")));
    }

    private static String line(int number) {
        return "witness w" + number + " " + witness(number).verifierKey() + " https://example.com/w" + number + "/\n";
    }

    private void cosignedBy(int... witnesses) throws IOException {
        SignedNote note = signed;
        for (int each : witnesses) {
            note = note.with(witness(each).sign(signed.unverifiedText()));
        }
        Files.write(log.resolve(SignedCheckpoint.FILE), note.bytes());
    }

    private Verdict verdict(String policy) throws IOException {
        Path file = Files.write(directory.resolve("policy"), policy.getBytes(StandardCharsets.ISO_8859_1));
        return both.of(log, KEY, List.of(), file);
    }

    private static final Verdict MET = new Verdict(0, List.of());
    private static final Verdict MISSED = new Verdict(34, List.of(Kind.QUORUM_MISSED));
    private static final Verdict REFUSED = new Verdict(29, List.of());

    @DisplayName("a single witness, and nobody")
    @Test
    void one() throws IOException {
        assertEquals(MET, verdict("quorum none\n"));
        assertEquals(MISSED, verdict(LOG + line(1) + "quorum w1\n"));
        cosignedBy(1);
        assertEquals(MET, verdict(LOG + line(1) + "quorum w1\n"));
        assertEquals(MET, verdict(line(1) + "  # nobody else\n\n\t quorum\t w1  \n"));
        assertEquals(MISSED, verdict(LOG + line(2) + "quorum w2\n"));
        assertEquals(MISSED, verdict("log " + SampleLog.signer(2).verifierKey() + "\n" + line(1) + "quorum w1\n"));
    }

    @DisplayName("a cosignature that does not verify is not outweighed by those that do")
    @Test
    void forged() throws IOException {
        String policy = LOG + line(1) + line(2) + "group g any w1 w2\nquorum g\n";
        NoteSignature good = witness(1).sign(signed.unverifiedText());
        NoteSignature other = witness(2).sign("another text\n");
        Files.write(
                log.resolve(SignedCheckpoint.FILE),
                signed.with(good).with(other).bytes());
        assertEquals(MISSED, verdict(policy));
        assertEquals(MET, verdict(LOG + line(1) + "quorum w1\n"), "nobody asked for the other one");
        byte[] later = good.signature();
        later[7] ^= 1;
        Files.write(
                log.resolve(SignedCheckpoint.FILE),
                signed.with(new NoteSignature(good.name(), good.keyId(), later)).bytes());
        assertEquals(MISSED, verdict(LOG + line(1) + "quorum w1\n"), "its time is signed too");
        NoteSigner asALog = NoteSigner.ed25519("example.com/w1", Ed25519KeyPair.ofSeed(new byte[32]));
        Files.write(
                log.resolve(SignedCheckpoint.FILE),
                signed.with(asALog.sign(signed.unverifiedText())).bytes());
        assertEquals(MISSED, verdict(LOG + line(1) + "quorum w1\n"));
    }

    /** A random policy, and the sets of witnesses that meet it. */
    private static final class Model {

        private final StringBuilder text = new StringBuilder(LOG);
        private final List<String> free = new ArrayList<>();
        private final List<Set<Integer>> meeting = new ArrayList<>();
        private final Random random;

        Model(Random random) {
            this.random = random;
        }

        /** Bits of a number say who cosigned. */
        Set<Integer> make(int witnesses) {
            for (int i = 0; i < witnesses; i++) {
                text.append(line(i));
                Set<Integer> with = new HashSet<>();
                for (int bits = 0; bits < 1 << witnesses; bits++) {
                    if ((bits >> i & 1) == 1) {
                        with.add(bits);
                    }
                }
                free.add("w" + i);
                meeting.add(with);
            }
            for (int group = 0; free.size() > 1; group++) {
                int size = 1 + random.nextInt(free.size());
                List<String> names = new ArrayList<>();
                List<Set<Integer>> parts = new ArrayList<>();
                for (int i = 0; i < size; i++) {
                    int at = random.nextInt(free.size());
                    names.add(free.remove(at));
                    parts.add(meeting.remove(at));
                }
                int asked = 1 + random.nextInt(size);
                Set<Integer> met = new HashSet<>();
                for (int bits = 0; bits < 1 << witnesses; bits++) {
                    int present = bits;
                    if (parts.stream().filter(part -> part.contains(present)).count() >= asked) {
                        met.add(bits);
                    }
                }
                String count = asked == size && random.nextBoolean()
                        ? "all"
                        : asked == 1 && random.nextBoolean() ? "any" : String.valueOf(asked);
                text.append("group g" + group + " " + count + " " + String.join(" ", names) + "\n");
                free.add("g" + group);
                meeting.add(met);
            }
            text.append("quorum " + free.get(0) + "\n");
            return meeting.get(0);
        }
    }

    @DisplayName("groups of groups are counted as a model counts them")
    @Test
    void groups() throws IOException {
        Random random = Seed.fresh().random();
        for (int i = 0; i < Soak.times(12, 400); i++) {
            Model model = new Model(random);
            int witnesses = 1 + random.nextInt(4);
            Set<Integer> meeting = model.make(witnesses);
            int bits = random.nextInt(1 << witnesses);
            List<Integer> cosigners = new ArrayList<>();
            for (int each = 0; each < witnesses; each++) {
                if ((bits >> each & 1) == 1) {
                    cosigners.add(each);
                }
            }
            Collections.shuffle(cosigners, random);
            cosignedBy(cosigners.stream().mapToInt(each -> each).toArray());
            assertEquals(meeting.contains(bits) ? MET : MISSED, verdict(model.text.toString()), model.text::toString);
        }
    }

    @DisplayName("what is no policy is refused by both")
    @Test
    void refused() throws IOException {
        String w1 = line(1);
        String w2 = line(2);
        String same = "witness w3 " + witness(1).verifierKey() + "\n";
        for (String bad : List.of(
                "",
                "\n",
                LOG,
                "quorum none",
                "quorum none\nquorum none\n",
                "quorum\n",
                "quorum a b\n",
                "quorum w1\n" + w1,
                "quorum none\r\n",
                "quorum none\n\0\n",
                "quorum none\n\u007f\n",
                "Quorum none\n",
                "quorum none\nhello\n",
                w1 + w1 + "quorum none\n",
                w1 + same + "quorum none\n",
                LOG + LOG + "quorum none\n",
                "log " + witness(1).verifierKey() + "\nquorum none\n",
                "log x\nquorum none\n",
                "log " + KEY + " a b\nquorum none\n",
                "witness w1 " + KEY + "\nquorum none\n",
                "witness none " + witness(1).verifierKey() + "\nquorum none\n",
                "witness w1 " + witness(1).verifierKey() + "x\nquorum none\n",
                w1 + w2 + "group w1 any w2\nquorum none\n",
                w1 + w2 + "group none any w2\nquorum none\n",
                w1 + w2 + "group g any none\nquorum none\n",
                w1 + w2 + "group g any w1 w1\nquorum none\n",
                w1 + w2 + "group g any w1\ngroup h any w1 w2\nquorum h\n",
                w1 + w2 + "group g any\nquorum none\n",
                w1 + w2 + "group g 0 w1\nquorum g\n",
                w1 + w2 + "group g 2 w1\nquorum g\n",
                w1 + w2 + "group g 01 w1\nquorum g\n",
                w1 + w2 + "group g +1 w1\nquorum g\n",
                w1 + w2 + "group g some w1\nquorum g\n",
                w1 + w2 + "group g 99999999999999999999 w1\nquorum g\n",
                w1 + "group g any w1 g\nquorum g\n",
                "# " + "x".repeat(1 << 16) + "\nquorum none\n")) {
            assertEquals(REFUSED, verdict(bad), bad);
        }
        assertEquals(MET, verdict("# \u00fc is a comment\nquorum none\n"));
        cosignedBy(1);
        assertEquals(MET, verdict("witness \u00fc\u00df " + witness(1).verifierKey() + "\nquorum \u00fc\u00df\n"));
    }
}
