package dev.flakydetector.handler;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flakydetector.api.Api;
import dev.flakydetector.api.ApiParts;
import dev.flakydetector.api.NoModel;
import dev.flakydetector.api.Triage;
import dev.flakydetector.history.InMemoryRunHistory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;
import java.util.SplittableRandom;

/** The API's handler over a history in memory, which sends its work nowhere. */
final class ApiCall {

    private final InMemoryRunHistory history = new InMemoryRunHistory();
    private final ApiHandler handler = new ApiHandler(Api.over(new ApiParts(
            history,
            new CloudLauncher(history, (function, event) -> {}, "clone", Clock.systemUTC(), 10_000),
            new NoModel("train one"),
            () -> new Triage.Known.Nothing("train one"),
            Set.of("https", "ssh"),
            () -> "d1",
            new SplittableRandom(1),
            Clock.systemUTC(),
            "1.2.3")));

    JsonNode answer(String event) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output, new FifteenMinutes());
        return StateMachineLoop.JSON.readTree(output.toByteArray());
    }
}
