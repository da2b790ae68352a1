package dev.flakydetector.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.api.Api;
import dev.flakydetector.api.ApiAnswer;
import dev.flakydetector.api.ApiParts;
import dev.flakydetector.api.ApiRequest;
import dev.flakydetector.api.Body;
import dev.flakydetector.api.Scoring.Reply;
import dev.flakydetector.api.Triage;
import dev.flakydetector.history.InMemoryRunHistory;
import dev.flakydetector.remote.FunctionAnswers.Answer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RemoteScoringTest {

    private final List<String> asked = new ArrayList<>();

    @Test
    void passesABodyOnAsItCameAndTheAnswerBack() {
        RemoteScoring scoring = answering("{\"answer\":{\"predictions\":[{\"p_fail\":0.25}],\"model_id\":\"m1\"}}");

        assertThat(scoring.predict(Body.of("{\"runs\": \"broken")))
                .isEqualTo(new Reply.Answered("{\"predictions\":[{\"p_fail\":0.25}],\"model_id\":\"m1\"}"));
        assertThat(asked).containsExactly("score {\"action\":\"predict\",\"body\":\"{\\\"runs\\\": \\\"broken\"}");
    }

    @Test
    void tellsRefusalsApart() {
        assertThat(answering("{\"refused\":[\"runs[0]: no\",\"runs[1]: no\"]}").explain(Body.of("{}")))
                .isEqualTo(new Reply.Refused(List.of("runs[0]: no", "runs[1]: no")));
        assertThat(answering("{\"too_much\":\"send them in parts\"}").predict(Body.of("{}")))
                .isEqualTo(new Reply.TooMuch("send them in parts"));
        assertThat(answering("{\"unavailable\":\"train one\"}").schema())
                .isEqualTo(new Reply.Unavailable("there is no model yet: train one"));
        assertThat(new RemoteScoring((function, event) -> new Answer.TooLarge(), "score").predict(Body.of("{}")))
                .isInstanceOf(Reply.TooMuch.class);
    }

    @Test
    void knowsTheModelInUse() {
        assertThat(answering("{\"answer\":{\"model_id\":\"m1\"}}").model()).contains("m1");
        assertThat(answering("{\"unavailable\":\"train one\"}").model()).isEmpty();
    }

    @Test
    void aFunctionThatBreaksIsNoFaultOfTheCaller() {
        InMemoryRunHistory history = new InMemoryRunHistory();
        RemoteScoring broken = new RemoteScoring(
                (function, event) -> {
                    throw new IllegalStateException("secret of the function");
                },
                "score");
        Api api = Api.over(new ApiParts(
                history,
                new CloudLauncher(history, (function, event) -> {}, "clone", Clock.systemUTC(), 1_000),
                broken,
                () -> new Triage.Known.Nothing("train one"),
                Set.of("https"),
                () -> "d1",
                new SplittableRandom(1),
                Clock.systemUTC(),
                "1.2.3"));

        ApiAnswer answer = api.answer(
                ApiRequest.of("POST", "/predict", Map.of("Content-Type", "application/json"), "{\"runs\":[{}]}"));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("secret");
    }

    private RemoteScoring answering(String json) {
        return new RemoteScoring(
                (function, event) -> {
                    asked.add(function + " " + event);
                    return new Answer.Given(json);
                },
                "score");
    }
}
