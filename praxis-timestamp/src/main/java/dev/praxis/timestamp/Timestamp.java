package dev.praxis.timestamp;

import dev.praxis.api.OneLine;
import dev.praxis.api.Sha256;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.tsp.TimeStampTokenInfo;

/**
 * The answer of an authority that granted a time stamp over a SHA-256 digest (RFC 3161, section 2.4.2). It claims a time;
 * only a {@link TimestampCheck} says whether somebody who is trusted claims it. Immutable, thread-safe.
 */
public final class Timestamp {

    private final byte[] bytes;
    private final TimeStampToken token;
    private final Sha256 digest;

    private Timestamp(byte[] bytes, TimeStampToken token, Sha256 digest) {
        this.bytes = bytes;
        this.token = token;
        this.digest = digest;
    }

    /**
     * Reads an answer. Nothing is verified yet.
     *
     * @param answer a TimeStampResp in DER, as {@code openssl ts -reply} makes it
     * @return the time stamp
     * @throws TimestampRejectedException if it is none, or not granted, or over another digest than SHA-256
     */
    public static Timestamp parse(byte[] answer) {
        try {
            TimeStampResponse response = new TimeStampResponse(answer);
            TimeStampToken token = response.getTimeStampToken();
            if (token == null) {
                throw new TimestampRejectedException(
                        "the authority granted no time stamp: " + reason(response) + "; ask another authority", null);
            }
            TimeStampTokenInfo info = token.getTimeStampInfo();
            byte[] imprint = info.getMessageImprintDigest();
            if (!info.getMessageImprintAlgOID().equals(TSPAlgorithms.SHA256) || imprint.length != 32) {
                throw new TimestampRejectedException(
                        "the time stamp is over another digest than SHA-256; have one made over that", null);
            }
            return new Timestamp(
                    answer.clone(), token, new Sha256(HexFormat.of().formatHex(imprint)));
        } catch (TSPException | IOException | RuntimeException e) {
            throw e instanceof TimestampRejectedException known
                    ? known
                    : new TimestampRejectedException("this is no time stamp; get it again from its source", e);
        }
    }

    private static String reason(TimeStampResponse response) {
        String text = response.getStatusString();
        return "status " + response.getStatus() + (text == null ? "" : ", " + OneLine.of(text));
    }

    /**
     * When it was made, as it claims.
     *
     * @return the time, as exact as the authority tells it
     */
    public Instant time() {
        return token.getTimeStampInfo().getGenTime().toInstant();
    }

    /**
     * What it is over.
     *
     * @return the digest
     */
    public Sha256 digest() {
        return digest;
    }

    /**
     * The answer as it came, which {@code openssl ts -verify} takes.
     *
     * @return a copy
     */
    public byte[] bytes() {
        return bytes.clone();
    }

    TimeStampToken token() {
        return token;
    }

    TimeStampResponse response() {
        try {
            return new TimeStampResponse(bytes);
        } catch (TSPException | IOException e) {
            throw new IllegalStateException("it was read before", e);
        }
    }
}
