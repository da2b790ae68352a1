package dev.flakydetector.cli;

import dev.flakydetector.api.Scoring;
import dev.flakydetector.scorer.serving.PredictService;
import dev.flakydetector.scorer.serving.ServiceAnswer;
import dev.flakydetector.scorer.serving.ServiceAnswer.Answered;
import dev.flakydetector.scorer.serving.ServiceAnswer.Reason;
import dev.flakydetector.scorer.serving.ServiceAnswer.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Scoring by a model in this process. */
final class ServedModel implements Scoring {

    private final PredictService service;

    ServedModel(PredictService service) {
        this.service = service;
    }

    @Override
    public Reply predict(String body) {
        return reply(service.predict(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Reply explain(String body) {
        return reply(service.explain(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Reply schema() {
        return new Reply.Answered(service.schema());
    }

    private static Reply reply(ServiceAnswer answer) {
        if (answer instanceof Answered answered) {
            return new Reply.Answered(answered.json());
        }
        Refused refused = (Refused) answer;
        return refused.reason() == Reason.TOO_MANY_RUNS
                ? new Reply.TooMuch(String.join("; ", refused.problems()))
                : new Reply.Refused(refused.problems());
    }

    @Override
    public Optional<String> model() {
        return Optional.of(service.modelId());
    }
}
