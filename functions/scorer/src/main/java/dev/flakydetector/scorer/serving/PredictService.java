package dev.flakydetector.scorer.serving;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.flakydetector.scorer.serving.Explanation.Contribution;
import dev.flakydetector.scorer.serving.ScoringRequest.Baseline;
import dev.flakydetector.scorer.serving.ServiceAnswer.Answered;
import dev.flakydetector.scorer.serving.ServiceAnswer.Reason;
import dev.flakydetector.scorer.serving.ServiceAnswer.Refused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Predict and explain, from the JSON of a request to the JSON of an answer. Safe to use from several threads. */
public final class PredictService {

    private static final JsonFactory JSON = new JsonFactory();
    private static final SerializableString P_FAIL = new SerializedString("p_fail");
    private static final SerializableString PREDICTED_FAILED = new SerializedString("predicted_failed");
    private static final int BYTES_PER_RUN = 64;

    private final String modelId;
    private final PFailModel model;
    private final RequestFields fields;

    public PredictService(String modelId, PFailModel model) {
        this.modelId = modelId;
        this.model = model;
        this.fields = new RequestFields(model.space(), model.memory());
    }

    /** What requests look like for this model, with an example of each. */
    public String schema() {
        return new RequestSchema(modelId, model.space(), fields).json();
    }

    public String modelId() {
        return modelId;
    }

    public PFailModel model() {
        return model;
    }

    /** For {@code {threshold?, runs}}: the probability of each run, and whether it reaches the threshold. */
    public ServiceAnswer predict(byte[] request) {
        return answer(request, false, this::predictions);
    }

    /** For {@code {threshold?, top_k?, baseline?, runs}}: as predict, with what each feature contributed. */
    public ServiceAnswer explain(byte[] request) {
        return answer(request, true, this::explanations);
    }

    private ServiceAnswer answer(byte[] request, boolean explains, Function<ScoringRequest, byte[]> work) {
        RequestReader reader = new RequestReader(model, fields, explains);
        Optional<ScoringRequest> read = reader.read(request);
        if (read.isEmpty()) {
            return new Refused(reader.isTooMany() ? Reason.TOO_MANY_RUNS : Reason.MALFORMED, reader.problems());
        }
        return new Answered(new String(work.apply(read.orElseThrow()), StandardCharsets.UTF_8));
    }

    private byte[] predictions(ScoringRequest request) {
        return json(request, "predictions", (out, run, pFail, numbers) -> {});
    }

    private byte[] explanations(ScoringRequest request) {
        Explanation explanation = request.baseline() == Baseline.BATCH
                ? Explanation.againstBatch(model, request.values())
                : Explanation.againstTraining(model);
        return json(request, "explanations", (out, run, pFail, numbers) -> {
            List<Contribution> all = explanation.of(run, pFail);
            List<Contribution> told = request.topK() == 0 ? all : all.subList(0, Math.min(request.topK(), all.size()));
            out.writeArrayFieldStart("contributions");
            for (Contribution contribution : told) {
                out.writeStartObject();
                out.writeStringField("feature", contribution.feature());
                out.writeFieldName("delta_p_fail");
                numbers.write(out, contribution.deltaPFail());
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    private interface Rest {
        void write(JsonGenerator out, double[] run, double pFail, Millionths numbers) throws IOException;
    }

    private byte[] json(ScoringRequest request, String list, Rest rest) {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(BYTES_PER_RUN * (request.values().size() + 1));
        Millionths numbers = new Millionths();
        double[] pFails = model.pFail(request.values());
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeArrayFieldStart(list);
            for (int i = 0; i < request.values().size(); i++) {
                double[] run = request.values().get(i);
                double pFail = pFails[i];
                out.writeStartObject();
                out.writeFieldName(P_FAIL);
                numbers.write(out, pFail);
                out.writeFieldName(PREDICTED_FAILED);
                out.writeBoolean(pFail >= request.threshold());
                rest.write(out, run, pFail, numbers);
                notes(out, request.notes().get(i));
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeStringField("model_id", modelId);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot be written to", e);
        }
        return bytes.toByteArray();
    }

    /** Fields whose value the model does not know, and so took for none or for the ordinary one. */
    private static void notes(JsonGenerator out, List<String> notes) throws IOException {
        if (notes.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart("unknown");
        for (String field : notes) {
            out.writeString(field);
        }
        out.writeEndArray();
    }
}
