package dev.flakydetector.render.json;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.FlakeRate;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.render.ClusterIndex;
import dev.flakydetector.render.Replay;
import dev.flakydetector.render.Secrets;

/** The element of {@code tests} in a {@link JsonReport}. */
record JsonTest(JsonOutput json, Detection detection, ClusterIndex clusters, Replay replay) {

    void write(JudgedTest test) {
        json.object(() -> {
            json.name("id", test.id().toString());
            json.name("suite", test.id().suite());
            json.name("name", test.id().name());
            writeRate(test.rate());
            json.number("skipped", test.skipped());
            json.object("control", () -> writeRate(test.control()));
            json.object("varied", () -> writeRate(test.varied()));
            json.text("verdict", test.verdict().name());
            json.text("severity", test.severity().name());
            json.flag("ignored", test.ignored());
            test.onlyWhen().ifPresent(circumstance -> json.text("only_when", circumstance));
            writeFailingAttempts(test);
            writeInsight(test);
            test.exemplar().ifPresent(this::writeFailure);
        });
    }

    private void writeRate(FlakeRate rate) {
        json.number("runs", rate.runs());
        json.number("failures", rate.failures());
        json.rate("rate", rate.value());
        json.interval("interval", rate.interval().lo(), rate.interval().hi());
    }

    private void writeFailingAttempts(JudgedTest test) {
        json.numbers(
                "failing_seeds",
                test.failingAttempts().stream().map(a -> a.seed().value()).toList());
        json.numbers(
                "failing_attempts",
                test.failingAttempts().stream().map(a -> a.number()).toList());
        replay.command(detection, test)
                .ifPresentOrElse(command -> json.text("replay", command), () -> json.absent("replay"));
    }

    private void writeInsight(JudgedTest test) {
        detection
                .insight()
                .forecast()
                .of(test.id())
                .ifPresent(expected -> json.object("p_fail", () -> {
                    json.rate("probability", expected.probability());
                    json.text("model", expected.model());
                }));
        clusters.of(test.id())
                .ifPresent(numbered -> json.name("cluster", numbered.cluster().key()));
    }

    /** Masked before it is cut, since half a token no longer looks like one. */
    String bounded(String message) {
        int most = detection.request().report().maxErrorLength();
        String masked = Secrets.mask(message);
        return masked.length() <= most ? masked : masked.substring(0, most) + "…";
    }

    private void writeFailure(Failure failure) {
        json.object("failure", () -> {
            json.text("type", failure.type());
            json.text("message", bounded(failure.message()));
            json.text("detail", failure.detail());
        });
    }
}
