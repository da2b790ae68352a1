package dev.flakydetector.api;

import java.util.Optional;

/**
 * Scoring before anybody has trained a model.
 *
 * @param advice says how to get one
 */
public record NoModel(String advice) implements Scoring {

    @Override
    public Reply predict(Body body) {
        return schema();
    }

    @Override
    public Reply explain(Body body) {
        return schema();
    }

    @Override
    public Reply schema() {
        return new Reply.Unavailable("there is no model yet: " + advice);
    }

    @Override
    public Optional<String> model() {
        return Optional.empty();
    }
}
