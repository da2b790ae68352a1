package dev.flakydetector.local;

import dev.flakydetector.api.Body;
import dev.flakydetector.api.Scoring;
import dev.flakydetector.scorer.past.NextRuns;
import dev.flakydetector.scorer.serving.PredictService;
import dev.flakydetector.scorer.serving.ServiceAnswer;
import dev.flakydetector.scorer.serving.ServiceAnswer.Answered;
import dev.flakydetector.scorer.serving.ServiceAnswer.Reason;
import dev.flakydetector.scorer.serving.ServiceAnswer.Refused;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Scoring by the model in use, in this process. Every request is answered by one model, whatever is promoted meanwhile. */
public final class ServedModel implements Scoring {

    private final Supplier<Optional<PredictService>> service;

    /** @param service the model in use when it is asked */
    public ServedModel(Supplier<Optional<PredictService>> service) {
        this.service = service;
    }

    @Override
    public Reply predict(Body body) {
        return reply(used -> used.predict(body.bytes()));
    }

    @Override
    public Reply explain(Body body) {
        return reply(used -> used.explain(body.bytes()));
    }

    @Override
    public Reply schema() {
        return reply(used -> new Answered(used.schema()));
    }

    private Reply reply(Function<PredictService, ServiceAnswer> question) {
        return service.get()
                .map(used -> reply(question.apply(used)))
                .orElseGet(() -> new Reply.Unavailable("there is no model yet: " + NextRuns.ADVICE));
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
        return service.get().map(PredictService::modelId);
    }
}
