package dev.flakydetector.scorer.explore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A way to part runs into groups.
 *
 * @param columns that name a group
 * @param key the values of those columns
 */
record Grouping(List<String> columns, Function<Run, List<String>> key) {

    static final Grouping SQUAD = new Grouping(List.of("squad"), run -> List.of(run.squad()));
    static final Grouping DEVICE = new Grouping(List.of("device_id"), run -> List.of(run.device()));
    static final Grouping PLATFORM = new Grouping(List.of("platform"), run -> List.of(run.platform()));
    static final Grouping ENVIRONMENT = new Grouping(List.of("environment"), run -> List.of(run.environment()));
    static final Grouping PLATFORM_AND_ENVIRONMENT =
            new Grouping(List.of("platform", "environment"), run -> List.of(run.platform(), run.environment()));
    static final Grouping ITERATION =
            new Grouping(List.of("iteration"), run -> List.of(run.iteration().orElse("(none)")));
    static final Grouping HOUR = new Grouping(
            List.of("hour"), run -> List.of("%02d".formatted(run.startedAt().hour())));
    static final Grouping DAY_OF_WEEK = new Grouping(
            List.of("dayofweek"),
            run -> List.of(Integer.toString(run.startedAt().dayOfWeek())));
    static final Grouping DAY =
            new Grouping(List.of("date"), run -> List.of(run.startedAt().date().toString()));
    static final Grouping SQUAD_AND_DEVICE =
            new Grouping(List.of("squad", "device_id"), run -> List.of(run.squad(), run.device()));
    static final Grouping FULL_COMBINATION = new Grouping(
            List.of("squad", "device_id", "platform", "environment"),
            run -> List.of(run.squad(), run.device(), run.platform(), run.environment()));

    Grouping {
        columns = List.copyOf(columns);
    }

    /** The groups with their runs, in the order in which they first appear. */
    Map<List<String>, List<Run>> parts(List<Run> runs) {
        Map<List<String>, List<Run>> parts = new LinkedHashMap<>();
        for (Run run : runs) {
            parts.computeIfAbsent(key.apply(run), any -> new ArrayList<>()).add(run);
        }
        return parts;
    }
}
