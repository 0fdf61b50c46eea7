package dev.praxis.timestamp;

import dev.praxis.api.InvalidArgumentException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * An authority that is asked over HTTP (RFC 3161, section 3.4). Plain HTTP is as good as HTTPS for what is trusted in
 * the end, since the answer is signed; it shows others what is asked, which is a digest. Redirects are not followed.
 * Thread-safe.
 */
public final class HttpTimestampAuthority implements TimestampAuthority {

    /** More than any authority answers with, its certificates included. */
    private static final int MAX_BYTES = 1 << 18;

    private static final String QUERY = "application/timestamp-query";
    private static final String REPLY = "application/timestamp-reply";

    private final URI address;
    private final Duration timeout;
    private final HttpClient client;

    /**
     * An authority at an address.
     *
     * @param address such as {@code https://tsa.example.org/tsr}
     * @param timeout how long an answer may take in all, more than zero
     * @throws InvalidArgumentException if it is no absolute address of HTTP or HTTPS, names a user, or the time is up
     */
    public HttpTimestampAuthority(URI address, Duration timeout) {
        this.address = Objects.requireNonNull(address, "address");
        this.timeout = Objects.requireNonNull(timeout, "timeout");
        String scheme = String.valueOf(address.getScheme());
        if (!(scheme.equals("http") || scheme.equals("https")) || address.getHost() == null) {
            throw new InvalidArgumentException(
                    "a time stamp authority is asked at http://… or https://…, which the given address is not");
        }
        if (address.getUserInfo() != null) {
            throw new InvalidArgumentException(
                    "the address of the time stamp authority has a user in it; name one that needs none");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new InvalidArgumentException("an authority needs more time to answer than " + timeout);
        }
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public byte[] answer(byte[] request) {
        HttpRequest post = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Content-Type", QUERY)
                .header("Accept", REPLY)
                .POST(BodyPublishers.ofByteArray(request))
                .build();
        // The timeout of a request ends with the headers; this one is for all of the answer.
        CompletableFuture<byte[]> answer =
                client.sendAsync(post, BodyHandlers.ofInputStream()).thenApplyAsync(this::body);
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | CancellationException e) {
            throw e.getCause() instanceof TimestampUnavailableException known
                    ? known
                    : unavailable(String.valueOf(e.getCause()), e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw unavailable("it did not answer within " + timeout.toSeconds() + " seconds", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw unavailable("this thread was interrupted", e);
        }
    }

    private byte[] body(HttpResponse<InputStream> response) {
        try (InputStream in = response.body()) {
            if (response.statusCode() != 200) {
                throw unavailable("it answered with status " + response.statusCode(), null);
            }
            String type = response.headers().firstValue("Content-Type").orElse("nothing");
            if (!type.split(";", 2)[0].strip().equalsIgnoreCase(REPLY)) {
                throw unavailable("it answered with another type than " + REPLY, null);
            }
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw unavailable("it answered with more than " + MAX_BYTES + " bytes", null);
            }
            return bytes;
        } catch (IOException e) {
            throw unavailable(String.valueOf(e.getMessage()), e);
        }
    }

    private TimestampUnavailableException unavailable(String why, @Nullable Throwable cause) {
        return new TimestampUnavailableException(
                "no time stamp from " + address + ": " + why + "; try again, or ask another authority", cause);
    }
}
