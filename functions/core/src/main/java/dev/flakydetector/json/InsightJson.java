package dev.flakydetector.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.flakydetector.domain.Cost;
import dev.flakydetector.domain.Forecast;
import dev.flakydetector.domain.Insight;
import dev.flakydetector.domain.Interval;
import dev.flakydetector.domain.PFail;
import dev.flakydetector.domain.SeenCluster;
import dev.flakydetector.domain.TestId;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The field of a detection that holds its insight; absent where there is none, as in what older versions wrote. */
final class InsightJson {

    private static final String FIELD = "insight";

    private InsightJson() {}

    static void write(JsonGenerator json, Insight insight) throws IOException {
        if (insight.equals(Insight.NONE)) {
            return;
        }
        json.writeObjectFieldStart(FIELD);
        write(json, insight.forecast());
        json.writeArrayFieldStart("clusters");
        for (SeenCluster cluster : insight.clusters()) {
            write(json, cluster);
        }
        json.writeEndArray();
        if (insight.cost().isPresent()) {
            write(json, insight.cost().get());
        }
        json.writeEndObject();
    }

    static Insight read(StoredObject detection) {
        return detection.optionalObject(FIELD).map(InsightJson::readFields).orElse(Insight.NONE);
    }

    private static Insight readFields(StoredObject stored) {
        return new Insight(
                readForecast(stored.object("forecast")),
                stored.objects("clusters", InsightJson::readCluster),
                stored.optionalObject("cost").map(InsightJson::readCost));
    }

    private static void write(JsonGenerator json, Forecast forecast) throws IOException {
        json.writeObjectFieldStart("forecast");
        DetectionJson.optional(json, "absence", forecast.absence());
        json.writeArrayFieldStart("tests");
        for (Map.Entry<TestId, PFail> expected : forecast.byTest().entrySet()) {
            json.writeStartObject();
            json.writeStringField("id", expected.getKey().toString());
            json.writeNumberField("probability", expected.getValue().probability());
            json.writeStringField("model", expected.getValue().model());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static Forecast readForecast(StoredObject stored) {
        Map<TestId, PFail> byTest = new TreeMap<>();
        stored.objects(
                "tests",
                test -> byTest.put(
                        TestId.parse(test.text("id")), new PFail(test.fraction("probability"), test.text("model"))));
        return new Forecast(byTest, stored.optionalText("absence"));
    }

    private static void write(JsonGenerator json, SeenCluster cluster) throws IOException {
        json.writeStartObject();
        json.writeStringField("key", cluster.key());
        json.writeStringField("name", cluster.name());
        json.writeNumberField("failures", cluster.failures());
        RequestJson.write(
                json, "tests", cluster.tests().stream().map(TestId::toString).toList());
        if (cluster.past().isPresent()) {
            SeenCluster.Past past = cluster.past().get();
            json.writeObjectFieldStart("past");
            json.writeNumberField("times", past.times());
            json.writeNumberField("branches", past.branches());
            json.writeStringField("since", past.since().toString());
            json.writeEndObject();
        }
        if (cluster.falsePositive().isPresent()) {
            SeenCluster.FalsePositive falsePositive = cluster.falsePositive().get();
            json.writeObjectFieldStart("false_positive");
            json.writeNumberField("chance", falsePositive.chance());
            json.writeNumberField("lo", falsePositive.interval().lo());
            json.writeNumberField("hi", falsePositive.interval().hi());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static SeenCluster readCluster(StoredObject stored) {
        Optional<SeenCluster.Past> past = stored.optionalObject("past")
                .map(seen ->
                        new SeenCluster.Past(seen.number("times"), seen.number("branches"), seen.instant("since")));
        Optional<SeenCluster.FalsePositive> falsePositive = stored.optionalObject("false_positive")
                .map(alarm -> new SeenCluster.FalsePositive(
                        alarm.fraction("chance"), new Interval(alarm.fraction("lo"), alarm.fraction("hi"))));
        return new SeenCluster(
                stored.text("key"),
                stored.text("name"),
                stored.number("failures"),
                stored.texts("tests").stream().map(TestId::parse).toList(),
                past,
                falsePositive);
    }

    private static void write(JsonGenerator json, Cost cost) throws IOException {
        json.writeObjectFieldStart("cost");
        json.writeBooleanField("estimate", cost.estimate());
        json.writeStringField("prices_dated", cost.pricesDated());
        json.writeStringField("region", cost.region());
        json.writeArrayFieldStart("items");
        for (Cost.Item item : cost.items()) {
            json.writeStartObject();
            json.writeStringField("name", item.name());
            json.writeNumberField("quantity", item.quantity());
            json.writeStringField("unit", item.unit());
            json.writeNumberField("dollars", item.dollars());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static Cost readCost(StoredObject stored) {
        return new Cost(
                stored.flag("estimate"),
                stored.text("prices_dated"),
                stored.text("region"),
                stored.objects(
                        "items",
                        item -> new Cost.Item(
                                item.text("name"),
                                item.fraction("quantity"),
                                item.text("unit"),
                                item.fraction("dollars"))));
    }
}
