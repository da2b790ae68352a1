package dev.flakydetector.render.json;

import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.MaskedWords;
import dev.flakydetector.render.Secrets;

/**
 * The element of {@code results} in a {@link JsonReport}.
 *
 * @param masked what any attempt of the detection asks to be hidden
 * @param wholeOutput whether all captured output is written, rather than the beginning and the end of it
 */
record JsonAttempt(JsonOutput json, MaskedWords masked, boolean wholeOutput) {

    private static final int HEAD = 2_000;
    private static final int TAIL = 8_000;

    void write(CompletedAttempt completed) {
        json.object(() -> {
            json.number("attempt", completed.attempt().number());
            json.number("seed", completed.attempt().seed().value());
            json.text("variation", completed.attempt().variationText());
            json.flag("passed", completed.passed());
            completed
                    .exitCode()
                    .ifPresentOrElse(code -> json.number("exit_code", code), () -> json.absent("exit_code"));
            completed.result().trouble().ifPresent(problem -> json.text("problem", excerpt(masked.hide(problem))));
            json.number("duration_ms", completed.duration().toMillis());
            json.object("environment", () -> completed.environment().forEach(json::text));
            json.text("stdout", excerpt(masked.hide(completed.output().stdout())));
            json.text("stderr", excerpt(masked.hide(completed.output().stderr())));
            json.flag("truncated", completed.output().truncated());
        });
    }

    /** Masked before it is cut, since half a token no longer looks like one. */
    private String excerpt(String text) {
        if (wholeOutput || text.length() <= HEAD + TAIL) {
            return text;
        }
        String masked = Secrets.mask(text);
        int omitted = masked.length() - HEAD - TAIL;
        return omitted <= 0
                ? masked
                : "%s\n… (%d characters left out) …\n%s"
                        .formatted(masked.substring(0, HEAD), omitted, masked.substring(masked.length() - TAIL));
    }
}
