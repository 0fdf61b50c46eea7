package dev.praxis.audit.tlog;

import dev.praxis.api.PraxisException;
import dev.praxis.signing.note.NoteSignature;
import dev.praxis.signing.note.NoteVerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A witness that is asked over HTTP (C2SP tlog-witness). Thread-safe; blocks on the network, at most as long as it was told. */
public final class HttpWitness implements Witness {

    private static final int LONGEST_ANSWER = 1 << 16;
    private static final String SIZE = "text/x.tlog.size";

    private final URI addCheckpoint;
    private final NoteVerifierKey key;
    private final HttpClient client;
    private final Duration timeout;

    /**
     * A witness.
     *
     * @param prefix its submission prefix, an http or https address
     * @param key what its cosignatures are verified with
     * @param client what speaks HTTP; the caller closes it
     * @param timeout how long an answer may take
     */
    public HttpWitness(URI prefix, NoteVerifierKey key, HttpClient client, Duration timeout) {
        String base = prefix.toString();
        this.addCheckpoint = URI.create(base + (base.endsWith("/") ? "" : "/") + "add-checkpoint");
        this.key = key;
        this.client = client;
        this.timeout = timeout;
    }

    @Override
    public NoteVerifierKey key() {
        return key;
    }

    @Override
    public WitnessAnswer add(AddCheckpoint request) throws IOException {
        HttpRequest post = HttpRequest.newBuilder(addCheckpoint)
                .timeout(timeout)
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.bytes()))
                .build();
        try {
            HttpResponse<InputStream> response = client.send(post, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return answer(response, new String(body.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while a witness was asked").initCause(e);
        }
    }

    private WitnessAnswer answer(HttpResponse<?> response, String body) throws IOException {
        try {
            return switch (response.statusCode()) {
                case 200 ->
                    new WitnessAnswer.Cosigned(
                            lines(body).map(NoteSignature::parse).toList());
                case 400 -> new WitnessAnswer.Refused(400, "the witness says that the request is wrong");
                case 403 ->
                    new WitnessAnswer.Refused(403, "the witness has another key of the log, or a signature is bad");
                case 404 -> new WitnessAnswer.Refused(404, "the witness does not know the log");
                case 409 -> otherSize(response, body);
                case 422 ->
                    new WitnessAnswer.Refused(
                            422, "the witness says that the checkpoint does not continue what it cosigned before");
                default ->
                    new WitnessAnswer.Refused(
                            response.statusCode(), "the witness answered with status " + response.statusCode());
            };
        } catch (PraxisException e) {
            throw new IOException("the witness " + key.name() + " answered what is no answer: " + e.getMessage(), e);
        }
    }

    private static WitnessAnswer otherSize(HttpResponse<?> response, String body) {
        boolean declared = response.headers()
                .firstValue("Content-Type")
                .filter(SIZE::equals)
                .isPresent();
        if (!declared || !body.endsWith("\n")) {
            return new WitnessAnswer.Refused(409, "the witness has another size and does not say which");
        }
        return new WitnessAnswer.OtherSize(
                StrictText.decimal(body.substring(0, body.length() - 1), "the size that the witness has"));
    }

    private static java.util.stream.Stream<String> lines(String body) {
        if (!body.endsWith("\n")) {
            throw new EvidenceRefusedException("signature lines end in newlines");
        }
        return List.of(body.substring(0, body.length() - 1).split("\n", -1)).stream();
    }
}
