package dev.flakydetector.failure.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.flakydetector.failure.Classification;
import dev.flakydetector.failure.Classification.KnownCluster;
import dev.flakydetector.failure.FailureCluster;
import dev.flakydetector.failure.FalseAlarm;
import dev.flakydetector.failure.TriageResult;
import dev.flakydetector.failure.record.RecordProblem;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Clusters and classifications as JSON. */
public final class ClustersJson {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(com.fasterxml.jackson.core.StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private ClustersJson() {}

    /** Writes all that a training found; the writer stays open. */
    public static void write(TriageResult result, Writer to) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(to).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("algorithm", result.algorithm().token());
            json.writeNumberField("version", result.algorithm().version());
            json.writeNumberField("failures", result.reading().failures());
            json.writeNumberField("others", result.reading().others());
            json.writeArrayFieldStart("clusters");
            for (FailureCluster cluster : result.clusters()) {
                write(cluster, json);
            }
            json.writeEndArray();
            words("noise", result.noise(), json);
            signal(result, json);
            problems(result, json);
            json.writeEndObject();
        }
    }

    private static void write(FailureCluster cluster, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("key", cluster.key());
        json.writeStringField("name", cluster.name());
        json.writeStringField("cause", cluster.cause());
        json.writeNumberField("size", cluster.size());
        words("members", cluster.members(), json);
        json.writeNumberField("merged", cluster.merged());
        json.writeNumberField("not_merged", cluster.notMerged());
        falseAlarm(cluster.falseAlarm(), json);
        json.writeStringField("exemplar", cluster.exemplar());
        json.writeStringField("excerpt", cluster.excerpt());
        date("first_seen", cluster.firstSeen(), json);
        date("last_seen", cluster.lastSeen(), json);
        words("tests", cluster.tests(), json);
        words("contexts", cluster.contexts(), json);
        json.writeNumberField("revisions", cluster.revisions());
        json.writeNumberField("pulls", cluster.pulls());
        json.writeEndObject();
    }

    private static void words(String name, List<String> words, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (String word : words) {
            json.writeString(word);
        }
        json.writeEndArray();
    }

    private static void falseAlarm(Optional<FalseAlarm> alarm, JsonGenerator json) throws IOException {
        if (alarm.isEmpty()) {
            json.writeNullField("false_positive");
            return;
        }
        json.writeObjectFieldStart("false_positive");
        json.writeNumberField("p", rounded(alarm.get().chance()));
        json.writeNumberField("lo", rounded(alarm.get().interval().lo()));
        json.writeNumberField("hi", rounded(alarm.get().interval().hi()));
        json.writeEndObject();
    }

    private static BigDecimal rounded(double number) {
        return BigDecimal.valueOf(number).setScale(4, RoundingMode.HALF_EVEN);
    }

    private static void date(String name, Optional<Instant> date, JsonGenerator json) throws IOException {
        if (date.isPresent()) {
            json.writeStringField(name, date.get().toString());
        } else {
            json.writeNullField(name);
        }
    }

    private static void signal(TriageResult result, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("labels");
        json.writeBooleanField("signal", result.signal().present());
        json.writeNumberField("judged", result.signal().judged());
        if (result.signal().auc().isPresent()) {
            json.writeNumberField("auc", rounded(result.signal().auc().getAsDouble()));
        } else {
            json.writeNullField("auc");
        }
        json.writeStringField("sentence", result.signal().sentence());
        json.writeEndObject();
    }

    private static void problems(TriageResult result, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("problems");
        for (RecordProblem problem : result.reading().problems()) {
            json.writeStartObject();
            json.writeStringField("file", problem.file());
            json.writeNumberField("line", problem.line());
            json.writeStringField("message", problem.message());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("problems_unlisted", result.reading().unlisted());
    }

    /** Writes one line: where a failure belongs and what to make of it; the writer stays open. */
    public static void write(String id, Classification found, double threshold, Writer to) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(to)) {
            json.writeStartObject();
            json.writeStringField("id", id);
            if (found.cluster().isEmpty()) {
                json.writeNullField("cluster");
            } else {
                json.writeStringField("cluster", found.cluster().get().key());
                json.writeStringField("name", found.cluster().get().name());
            }
            json.writeNumberField("similarity", rounded(found.similarity()));
            falseAlarm(found.cluster().flatMap(KnownCluster::falseAlarm), json);
            json.writeBooleanField("labels_signal", found.labelsTell());
            json.writeStringField("decision", found.decision(threshold).token());
            if (found.cluster().isPresent()) {
                evidence(found.cluster().get(), json);
            }
            json.writeEndObject();
        }
    }

    /** What the answer rests on. */
    private static void evidence(KnownCluster cluster, JsonGenerator json) throws IOException {
        int known = cluster.merged() + cluster.notMerged();
        json.writeObjectFieldStart("evidence");
        json.writeNumberField("size", cluster.size());
        json.writeNumberField("merged", cluster.merged());
        json.writeNumberField("not_merged", cluster.notMerged());
        if (known == 0) {
            json.writeNullField("share_merged");
        } else {
            json.writeNumberField("share_merged", rounded((double) cluster.merged() / known));
        }
        json.writeStringField("exemplar", cluster.exemplar());
        json.writeStringField("excerpt", cluster.excerpt());
        date("first_seen", cluster.firstSeen(), json);
        date("last_seen", cluster.lastSeen(), json);
        json.writeEndObject();
    }
}
