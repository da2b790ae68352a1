package dev.flakydetector.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flakydetector.api.TriageBody.Failure;
import dev.flakydetector.failure.TriageModel;
import dev.flakydetector.failure.report.ClustersJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Places new failures among those seen before, as {@code flaky triage classify} does. */
final class TriageRoutes {

    private final Triage triage;

    TriageRoutes(Triage triage) {
        this.triage = triage;
    }

    List<Route> routes() {
        return List.of(new Route("POST", "/triage", (request, none) -> triage(request)));
    }

    private ApiAnswer triage(ApiRequest request) {
        JsonBody.Reading reading = JsonBody.read(request);
        if (reading.refusal().isPresent()) {
            return reading.refusal().get();
        }
        JsonNode node = reading.value().orElseThrow();
        if (node.path(TriageBody.LIST).size() > TriageBody.MOST_FAILURES) {
            return Problems.of(
                    413,
                    "a request may have %d failures, found %d: send them in several"
                            .formatted(
                                    TriageBody.MOST_FAILURES,
                                    node.path(TriageBody.LIST).size()));
        }
        List<FieldProblem> problems = new ArrayList<>();
        TriageBody body = TriageBody.of(node, problems);
        if (!problems.isEmpty()) {
            return Problems.of(problems);
        }
        Triage.Known known = triage.known();
        if (known instanceof Triage.Known.Nothing nothing) {
            return Problems.of(503, "there is no triage model yet: " + nothing.advice());
        }
        return ApiAnswer.json(200, answer(body, ((Triage.Known.Ready) known).model()));
    }

    private static String answer(TriageBody body, TriageModel model) {
        StringWriter json = new StringWriter();
        try {
            json.write(body.isList() ? "{\"failures\":[\n" : "");
            String separator = "";
            for (Failure failure : body.failures()) {
                json.write(separator);
                ClustersJson.write(failure.id(), model.classify(failure.log()), body.threshold(), json);
                separator = ",\n";
            }
            json.write(body.isList() ? "\n]}\n" : "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to memory", e);
        }
        return json.toString();
    }
}
