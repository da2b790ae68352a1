package dev.flakydetector.rerun;

import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.Variation;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The variables that tell a test run its seed, and those that vary with it. A control attempt gets the seeds alone:
 * they make chance repeatable and change nothing else.
 */
public final class AttemptVariables {

    private static final List<String> SEED_VARIABLES =
            List.of("TEST_SEED", "GO_TEST_SEED", "JEST_SEED", "VITE_TEST_SEED", "MOCHA_SEED", "PYTHONHASHSEED");

    /** Far west, far east, half hours, no summer time, and the date line on both sides. */
    private static final List<String> TIME_ZONES = List.of(
            "UTC",
            "America/Los_Angeles",
            "Asia/Kolkata",
            "Pacific/Kiritimati",
            "Europe/Berlin",
            "Pacific/Pago_Pago",
            "Asia/Tokyo",
            "America/St_Johns",
            "Australia/Lord_Howe");

    /** Other decimal marks, another upper case of "i", another script, and no language at all. */
    private static final List<String> LOCALES = List.of(
            "C.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8", "fr_FR.UTF-8", "ja_JP.UTF-8", "en_US.UTF-8", "ar_EG.UTF-8");

    private AttemptVariables() {}

    public static SortedMap<String, String> of(Attempt attempt) {
        SortedMap<String, String> variables = new TreeMap<>();
        String seed = attempt.seed().toString();
        SEED_VARIABLES.forEach(name -> variables.put(name, seed));
        variables.put("ATTEMPT", Integer.toString(attempt.number()));
        if (attempt.varies(Variation.TIMEZONE)) {
            variables.put("TZ", pick(TIME_ZONES, attempt));
        }
        if (attempt.varies(Variation.LOCALE)) {
            variables.put("LC_ALL", pick(LOCALES, attempt));
        }
        return variables;
    }

    private static String pick(List<String> choices, Attempt attempt) {
        return choices.get(attempt.seed().value() % choices.size());
    }
}
