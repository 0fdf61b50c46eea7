package dev.praxis.audit;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.praxis.api.PraxisException;
import dev.praxis.api.Sha256;
import dev.praxis.api.json.JsonNull;
import dev.praxis.api.json.JsonObject;
import dev.praxis.audit.tlog.Checkpoint;
import dev.praxis.audit.tlog.ConsistencyProof;
import dev.praxis.audit.tlog.InclusionProof;
import dev.praxis.audit.tlog.Receipt;
import dev.praxis.audit.tlog.TreeHash;
import dev.praxis.audit.tlog.TrustPolicy;
import dev.praxis.audit.view.OcsfProjection;
import dev.praxis.signing.Ed25519KeyPair;
import dev.praxis.signing.note.NoteSigner;
import dev.praxis.signing.note.SignedNote;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The parsers of what is evidence only once it is verified, fed with anything (Jazzer). Each takes it or refuses it with a
 * {@link PraxisException}, and what it takes it writes again as it was. The first byte of the input says which parser: one
 * run has one fuzz test.
 */
class AuditParsersFuzz {

    private static final TreeHash HASH = TreeHash.parse("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    private static final List<Parser> PARSERS = List.of(Parser.values());

    /** What is parsed. */
    private enum Parser {
        JOURNAL_LINE {
            @Override
            void parse(byte[] input) {
                SealedRecord record = RecordFormat.parse(input);
                if (RecordFormat.isCanonical(record, input)) {
                    String line = new String(input, StandardCharsets.UTF_8);
                    require(record.json().equals(line), "a canonical line is written as it was read");
                }
            }

            @Override
            byte[] sample() {
                return line().getBytes(StandardCharsets.UTF_8);
            }
        },
        POLICY {
            @Override
            void parse(byte[] input) {
                TrustPolicy policy = TrustPolicy.parse(input);
                require(policy.logs().size() <= input.length, "a policy names no more logs than it has bytes");
            }

            @Override
            byte[] sample() {
                NoteSigner witness = NoteSigner.cosigner(
                        "w", Ed25519KeyPair.ofSeed(new byte[Ed25519KeyPair.SEED_BYTES]), () -> Instant.EPOCH);
                return ("# who\nwitness w " + witness.verifierKey() + " https://w\ngroup g all w\nquorum g\n")
                        .getBytes(StandardCharsets.UTF_8);
            }
        },
        EXPORTED_LINE {
            @Override
            void parse(byte[] input) {
                OcsfProjection.project(new String(input, StandardCharsets.UTF_8), 1);
            }

            @Override
            byte[] sample() {
                return line().getBytes(StandardCharsets.UTF_8);
            }
        },
        CHECKPOINT {
            @Override
            void parse(byte[] input) {
                String text = new String(input, StandardCharsets.UTF_8);
                require(Checkpoint.parse(text).text().equals(text), "a checkpoint is written as it was read");
            }

            @Override
            byte[] sample() {
                return new Checkpoint("example.com/log", 20_852_163, HASH)
                        .text()
                        .getBytes(StandardCharsets.UTF_8);
            }
        },
        RECEIPT {
            @Override
            void parse(byte[] input) {
                require(Arrays.equals(Receipt.parse(input).bytes(), input), "a receipt is written as it was read");
            }

            @Override
            byte[] sample() {
                Checkpoint checkpoint = new Checkpoint("example.com/log", 1, HASH);
                NoteSigner signer = NoteSigner.ed25519(
                        checkpoint.origin(), Ed25519KeyPair.ofSeed(new byte[Ed25519KeyPair.SEED_BYTES]));
                String note = new String(
                        SignedNote.sign(checkpoint.text(), List.of(signer)).bytes(), StandardCharsets.UTF_8);
                return ("c2sp.org/tlog-proof@v1\nextra e30=\nindex 0\n\n" + note).getBytes(StandardCharsets.UTF_8);
            }
        },
        INCLUSION_PROOF {
            @Override
            void parse(byte[] input) {
                ByteBuffer bytes = ByteBuffer.wrap(input);
                if (bytes.remaining() >= 2 * Long.BYTES) {
                    new InclusionProof(bytes.getLong(), bytes.getLong(), path(bytes)).proves(HASH, HASH);
                }
            }

            @Override
            byte[] sample() {
                return proof(3, 8);
            }
        },
        CONSISTENCY_PROOF {
            @Override
            void parse(byte[] input) {
                ByteBuffer bytes = ByteBuffer.wrap(input);
                if (bytes.remaining() >= 2 * Long.BYTES) {
                    new ConsistencyProof(bytes.getLong(), bytes.getLong(), path(bytes)).proves(HASH, HASH);
                }
            }

            @Override
            byte[] sample() {
                return proof(3, 7);
            }
        };

        abstract void parse(byte[] input);

        abstract byte[] sample();
    }

    static Stream<byte[]> samples() {
        List<byte[]> samples = new ArrayList<>();
        for (int i = 0; i < PARSERS.size(); i++) {
            byte[] sample = PARSERS.get(i).sample();
            samples.add(ByteBuffer.allocate(1 + sample.length)
                    .put((byte) i)
                    .put(sample)
                    .array());
        }
        return samples.stream();
    }

    @MethodSource("samples")
    @FuzzTest
    void parse(byte[] input) {
        if (input.length == 0) {
            return;
        }
        try {
            PARSERS.get(Math.floorMod(input[0], PARSERS.size())).parse(Arrays.copyOfRange(input, 1, input.length));
        } catch (PraxisException e) {
            // Refused, and that is fine.
        }
    }

    private static List<TreeHash> path(ByteBuffer bytes) {
        List<TreeHash> path = new ArrayList<>();
        while (bytes.remaining() >= TreeHash.BYTES) {
            byte[] hash = new byte[TreeHash.BYTES];
            bytes.get(hash);
            path.add(TreeHash.copyOf(hash, 0));
        }
        return path;
    }

    private static byte[] proof(long first, long second) {
        ByteBuffer proof = ByteBuffer.allocate(2 * Long.BYTES + 3 * TreeHash.BYTES);
        return proof.putLong(first).putLong(second).array();
    }

    private static String line() {
        Sha256 hash = Sha256.of(new byte[0]);
        return JsonObject.builder()
                .put("v", 1)
                .put("sequence", 1)
                .put("time", "2026-11-21T08:00:00.123456Z")
                .put("actor", "ada")
                .put("clientId", "praxis-cli/0.1.0")
                .put("requestId", "r-1")
                .put("tool", "talos.reset")
                .put("target", "10.5.0.2")
                .put("tier", "T3")
                .put("phase", "OUTCOME")
                .put("decision", "ALLOWED")
                .put("args", JsonObject.builder().put("reason", "because").build())
                .put(
                        "output",
                        JsonObject.builder()
                                .put("sha256", hash.hex())
                                .put("length", 2)
                                .build())
                .put("error", JsonNull.NULL)
                .put("patternsVersion", "rules-1")
                .put("previousHash", hash.hex())
                .put("hash", hash.hex())
                .build()
                .toString();
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
