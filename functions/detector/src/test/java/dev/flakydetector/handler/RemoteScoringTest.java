package dev.flakydetector.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.api.Scoring.Reply;
import dev.flakydetector.remote.FunctionAnswers.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemoteScoringTest {

    private final List<String> asked = new ArrayList<>();

    @Test
    void passesABodyOnAsItCameAndTheAnswerBack() {
        RemoteScoring scoring = answering("{\"answer\":{\"predictions\":[{\"p_fail\":0.25}],\"model_id\":\"m1\"}}");

        assertThat(scoring.predict("{\"runs\": \"broken"))
                .isEqualTo(new Reply.Answered("{\"predictions\":[{\"p_fail\":0.25}],\"model_id\":\"m1\"}"));
        assertThat(asked).containsExactly("score {\"action\":\"predict\",\"body\":\"{\\\"runs\\\": \\\"broken\"}");
    }

    @Test
    void tellsRefusalsApart() {
        assertThat(answering("{\"refused\":[\"runs[0]: no\",\"runs[1]: no\"]}").explain("{}"))
                .isEqualTo(new Reply.Refused(List.of("runs[0]: no", "runs[1]: no")));
        assertThat(answering("{\"too_much\":\"send them in parts\"}").predict("{}"))
                .isEqualTo(new Reply.TooMuch("send them in parts"));
        assertThat(answering("{\"unavailable\":\"train one\"}").schema())
                .isEqualTo(new Reply.Unavailable("there is no model yet: train one"));
        assertThat(new RemoteScoring((function, event) -> new Answer.TooLarge(), "score").predict("{}"))
                .isInstanceOf(Reply.TooMuch.class);
    }

    @Test
    void knowsTheModelInUse() {
        assertThat(answering("{\"answer\":{\"model_id\":\"m1\"}}").model()).contains("m1");
        assertThat(answering("{\"unavailable\":\"train one\"}").model()).isEmpty();
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
