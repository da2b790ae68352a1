package dev.flakydetector.failure.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a reading has found so far: passes failures on, keeps ids unique, and lists problems up to a bound. */
final class Collected {

    private static final int MOST_PROBLEMS = 1_000;
    private static final int LONGEST = 400;

    private final Consumer<FailureRecord> failures;
    private final Map<String, Integer> timesSeen = new HashMap<>();
    private final List<RecordProblem> problems = new ArrayList<>();
    private int unlisted;
    private int failed;
    private int others;

    Collected(Consumer<FailureRecord> failures) {
        this.failures = failures;
    }

    void problem(String file, long line, String message) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(new RecordProblem(printable(file), line, printable(message)));
        } else {
            unlisted++;
        }
    }

    /** Parts of records and their names go to a terminal, which must not obey them. */
    private static String printable(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "…" : plain;
    }

    void other() {
        others++;
    }

    /** Passes a failure on, under another id where its own is taken. */
    void failure(FailureRecord failure, String file, long line) {
        String id = unique(failure.id());
        if (!id.equals(failure.id())) {
            problem(file, line, "the id '%s' is taken: kept as '%s'".formatted(failure.id(), id));
        }
        failed++;
        failures.accept(new FailureRecord(
                id,
                failure.test(),
                failure.context(),
                failure.revision(),
                failure.pull(),
                failure.date(),
                failure.falseAlarm(),
                failure.log()));
    }

    private String unique(String wanted) {
        String id = wanted;
        while (timesSeen.containsKey(id)) {
            id = wanted + "#" + timesSeen.merge(wanted, 1, Integer::sum);
        }
        timesSeen.put(id, 1);
        return id;
    }

    ReadingSummary summary() {
        return new ReadingSummary(failed, others, problems, unlisted);
    }
}
