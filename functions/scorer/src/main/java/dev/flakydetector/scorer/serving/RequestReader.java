package dev.flakydetector.scorer.serving;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.flakydetector.scorer.serving.ScoringRequest.Baseline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one request as it streams by, and gathers all that is wrong with it. */
final class RequestReader {

    static final int MOST_RUNS = 10_000;

    // NaN is let in so that it can be told apart from what is no JSON at all.
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();
    private static final int MOST_PROBLEMS = 100;
    private static final double THRESHOLD = 0.5;

    private final RunReader runReader;
    private final boolean explains;
    private final List<String> problems = new ArrayList<>();
    private final List<double[]> values = new ArrayList<>();
    private final List<List<String>> notes = new ArrayList<>();
    private double threshold = THRESHOLD;
    private int topK;
    private Baseline baseline = Baseline.BATCH;
    private boolean tooMany;
    private boolean hasRuns;

    RequestReader(PFailModel model, RequestFields fields, boolean explains) {
        this.runReader = new RunReader(model.space(), fields, new RunMemory(model, fields), this::problem);
        this.explains = explains;
    }

    /** The request; empty when there are {@link #problems}. */
    Optional<ScoringRequest> read(byte[] json) {
        try (JsonParser in = JSON.createParser(json)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                problem("The request must be a JSON object with 'runs'");
            } else {
                members(in);
                if (problems.isEmpty() && in.nextToken() != null) {
                    problem("There is something after the end of the request");
                }
            }
        } catch (IOException e) {
            problem("The request is not JSON: " + firstLine(e));
        }
        if (problems.isEmpty() && !hasRuns) {
            problem("'runs' is missing");
        }
        return problems.isEmpty()
                ? Optional.of(new ScoringRequest(threshold, topK, baseline, values, notes))
                : Optional.empty();
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("it cannot be read");
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    boolean isTooMany() {
        return tooMany;
    }

    private void members(JsonParser in) throws IOException {
        while (in.nextToken() == JsonToken.FIELD_NAME && !tooMany) {
            String name = in.currentName();
            JsonToken value = in.nextToken();
            if (name.equals("runs")) {
                runs(in, value);
            } else if (name.equals("threshold")) {
                threshold(in, value);
            } else if (explains && name.equals("top_k")) {
                topK(in, value);
            } else if (explains && name.equals("baseline")) {
                baseline(in, value);
            } else {
                problem("'%s' is unknown: a request has %s"
                        .formatted(name, explains ? "runs, threshold, top_k and baseline" : "runs and threshold"));
                in.skipChildren();
            }
        }
    }

    private void threshold(JsonParser in, JsonToken value) throws IOException {
        if (value.isNumeric() && in.getDoubleValue() >= 0 && in.getDoubleValue() <= 1) {
            threshold = in.getDoubleValue();
        } else {
            problem("'threshold' must be a number from 0 to 1");
            in.skipChildren();
        }
    }

    private void topK(JsonParser in, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NUMBER_INT && in.getLongValue() >= 0 && in.getLongValue() <= Integer.MAX_VALUE) {
            topK = in.getIntValue();
        } else {
            problem("'top_k' must be a whole number from 0 on; 0 gives all");
            in.skipChildren();
        }
    }

    private void baseline(JsonParser in, JsonToken value) throws IOException {
        String word = value == JsonToken.VALUE_STRING ? in.getText() : "";
        switch (word) {
            case "batch" -> baseline = Baseline.BATCH;
            case "training" -> baseline = Baseline.TRAINING;
            default -> {
                problem("'baseline' must be batch or training");
                in.skipChildren();
            }
        }
    }

    private void runs(JsonParser in, JsonToken value) throws IOException {
        hasRuns = true;
        if (value != JsonToken.START_ARRAY) {
            problem("'runs' must be a list of runs");
            in.skipChildren();
            return;
        }
        int index = 0;
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (index == MOST_RUNS) {
                tooMany = true;
                problem("There are more than %d runs: send them in parts".formatted(MOST_RUNS));
                return;
            }
            values.add(runReader.read(in, index));
            notes.add(runReader.notes());
            index++;
        }
        if (index == 0) {
            problem("'runs' is empty: send at least one run");
        }
    }

    private void problem(String text) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(text);
        }
    }
}
