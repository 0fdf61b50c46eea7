package dev.praxis.timestamp;

import dev.praxis.api.Sha256;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;

/** Gets time stamps from an authority. Thread-safe if the authority is. */
public final class Stamper {

    private static final int NONCE_BITS = 64;

    private final TimestampAuthority authority;
    private final SecureRandom random;

    /**
     * A stamper.
     *
     * @param authority who is asked
     * @param random for the number in each request that only its answer repeats
     */
    public Stamper(TimestampAuthority authority, SecureRandom random) {
        this.authority = Objects.requireNonNull(authority, "authority");
        this.random = Objects.requireNonNull(random, "random");
    }

    /**
     * Gets a time stamp. Blocks on the authority.
     *
     * @param digest what to stamp, such as the digest of a checkpoint
     * @return an answer to exactly this request: granted, over this digest, with the number of the request and the
     *     certificate of the authority. Whether the authority is trusted is for a {@link TimestampCheck} to say
     * @throws TimestampUnavailableException if the authority could not be asked
     * @throws TimestampRejectedException if it refused, or answered another request
     */
    public Timestamp stamp(Sha256 digest) {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        TimeStampRequest request = generator.generate(
                TSPAlgorithms.SHA256, HexFormat.of().parseHex(digest.hex()), new BigInteger(NONCE_BITS, random));
        byte[] answer;
        try {
            answer = authority.answer(request.getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException("a request that was just made has an encoding", e);
        }
        Timestamp timestamp = Timestamp.parse(answer);
        try {
            timestamp.response().validate(request);
        } catch (TSPException e) {
            throw new TimestampRejectedException(
                    "the authority answered another request than it was asked: " + e.getMessage()
                            + "; ask again, or another authority",
                    e);
        }
        return timestamp;
    }
}
