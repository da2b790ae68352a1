package dev.flakydetector.remote;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** Reads and writes single objects by URLs that carry their own permission. Knows no credentials. */
public final class PresignedUrls {

    private static final int TRIES = 4;
    private static final int OK = 200;
    private static final int SERVER_ERROR = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final HttpClient client;

    /** @param client follows no redirects; belongs to the caller */
    public PresignedUrls(HttpClient client) {
        this.client = client;
    }

    public void download(URI url, Path file) throws InterruptedException {
        send(HttpRequest.newBuilder(url).timeout(PATIENCE).build(), body -> {
            Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        });
    }

    public String text(URI url) throws InterruptedException {
        return send(
                HttpRequest.newBuilder(url).timeout(PATIENCE).build(),
                body -> new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }

    public void upload(URI url, Path file) throws InterruptedException {
        try {
            upload(url, BodyPublishers.ofFile(file));
        } catch (FileNotFoundException e) {
            throw new RemoteTrouble("Cannot upload " + file, e);
        }
    }

    public void upload(URI url, String text) throws InterruptedException {
        upload(url, BodyPublishers.ofString(text, StandardCharsets.UTF_8));
    }

    private void upload(URI url, BodyPublisher body) throws InterruptedException {
        send(HttpRequest.newBuilder(url).timeout(PATIENCE).PUT(body).build(), InputStream::readAllBytes);
    }

    /** Each request reads or replaces one whole object, so it may be sent again. */
    private <T> T send(HttpRequest request, BodyReader<T> reader) throws InterruptedException {
        String trouble = "";
        for (int i = 0; i < TRIES; i++) {
            try {
                HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
                try (InputStream body = response.body()) {
                    if (response.statusCode() == OK) {
                        return reader.read(body);
                    }
                    trouble = "status " + response.statusCode();
                    if (response.statusCode() < SERVER_ERROR) {
                        break;
                    }
                }
            } catch (IOException e) {
                trouble = String.valueOf(e.getMessage() == null ? e : e.getMessage());
            }
        }
        // Without its query: that is the permission.
        throw new RemoteTrouble(
                "%s of %s failed: %s".formatted(request.method(), request.uri().getPath(), trouble));
    }

    /** Makes something of an answer's body. */
    private interface BodyReader<T> {
        T read(InputStream body) throws IOException;
    }
}
