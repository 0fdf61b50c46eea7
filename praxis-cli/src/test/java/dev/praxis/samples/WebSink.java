package dev.praxis.samples;

import dev.praxis.api.audit.AuditGap;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.audit.AuditSinkException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** Each call is a request of its own, and the server has the lines when it answers with 2xx. */
final class WebSink implements AuditSink {

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    private final URI url;
    private volatile CompletableFuture<HttpResponse<Void>> current = CompletableFuture.completedFuture(null);
    private volatile boolean closed;

    WebSink(URI url) {
        this.url = url;
    }

    void probe() {
        send("HEAD", BodyPublishers.noBody());
    }

    @Override
    public void accept(List<AuditLine> lines) {
        String body = lines.stream().map(line -> line.json() + "\n").collect(Collectors.joining());
        send("POST", BodyPublishers.ofString(body));
    }

    @Override
    public void gap(AuditGap gap) {
        send("POST", BodyPublishers.ofString(gap.json() + "\n"));
    }

    private void send(String method, BodyPublisher body) {
        if (closed) {
            throw new AuditSinkException("the sink for " + url + " is closed; open it again", null);
        }
        HttpRequest request = HttpRequest.newBuilder(url)
                .method(method, body)
                .timeout(Duration.ofSeconds(10))
                .build();
        current = client.sendAsync(request, BodyHandlers.discarding());
        if (closed) {
            current.cancel(true); // it was closed meanwhile
        }
        int status = answer().statusCode();
        if (status / 100 != 2) {
            throw new AuditSinkException(url + " answered with status " + status + "; see to the server", null);
        }
    }

    private HttpResponse<Void> answer() {
        try {
            return current.get();
        } catch (InterruptedException e) {
            current.cancel(true);
            throw new AuditSinkException(url + " did not answer in time; see to the server", e);
        } catch (ExecutionException | CancellationException e) {
            throw new AuditSinkException(url + " was not reached; see to the server and the way to it", e.getCause());
        }
    }

    @Override
    public void close() {
        closed = true;
        current.cancel(true);
    }
}
