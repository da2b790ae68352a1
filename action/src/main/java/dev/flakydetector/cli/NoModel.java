package dev.flakydetector.cli;

import dev.flakydetector.api.Scoring;
import java.util.Optional;

/** Scoring before anybody has trained a model: says so, and how to get one. */
final class NoModel implements Scoring {

    @Override
    public Reply predict(String body) {
        return schema();
    }

    @Override
    public Reply explain(String body) {
        return schema();
    }

    @Override
    public Reply schema() {
        return new Reply.Unavailable(
                "there is no model yet: train one with 'flaky train' and start 'flaky serve' with --model");
    }

    @Override
    public Optional<String> model() {
        return Optional.empty();
    }
}
