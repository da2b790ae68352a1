package dev.flakydetector.render.json;

import dev.flakydetector.domain.Cost;
import dev.flakydetector.domain.Insight;
import dev.flakydetector.domain.SeenCluster;
import dev.flakydetector.domain.TestId;
import java.util.function.UnaryOperator;

/** What history and models add, at the top of a {@link JsonReport}; absent where nobody knows. */
record JsonInsight(JsonOutput json, UnaryOperator<String> bounded) {

    void write(Insight insight) {
        insight.forecast().absence().ifPresent(reason -> json.text("forecast_absence", reason));
        json.array("clusters", () -> insight.clusters().forEach(this::write));
        insight.cost().ifPresent(cost -> json.object("cost", () -> write(cost)));
    }

    private void write(SeenCluster cluster) {
        json.object(() -> {
            json.name("key", cluster.key());
            json.text("name", bounded.apply(cluster.name()));
            json.number("failures", cluster.failures());
            json.names("tests", cluster.tests().stream().map(TestId::toString).toList());
            cluster.past().ifPresent(past -> {
                json.number("times", past.times());
                json.number("branches", past.branches());
                json.text("since", past.since().toString());
            });
            cluster.falsePositive()
                    .ifPresent(alarm -> json.object("false_positive", () -> {
                        json.rate("p", alarm.chance());
                        json.bounds(alarm.interval().lo(), alarm.interval().hi());
                    }));
        });
    }

    private void write(Cost cost) {
        json.amount("total_usd", cost.total());
        json.flag("estimate", cost.estimate());
        json.text("prices_dated", cost.pricesDated());
        json.text("region", cost.region());
        json.array(
                "items",
                () -> cost.items()
                        .forEach(item -> json.object(() -> {
                            json.text("name", item.name());
                            json.amount("quantity", item.quantity());
                            json.text("unit", item.unit());
                            json.amount("usd", item.dollars());
                        })));
    }
}
