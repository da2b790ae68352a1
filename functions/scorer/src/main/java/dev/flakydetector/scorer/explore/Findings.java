package dev.flakydetector.scorer.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Everything that is computed of the runs once, and then shown in several forms. */
record Findings(String name, Runs runs, Settings settings, List<Table> tables, List<Suspects> suspects) {

    /**
     * A table of groups.
     *
     * @param file its name without an ending
     * @param title for people
     */
    record Table(String file, String title, Grouping grouping, List<GroupSummary> groups) {}

    /**
     * Groups that behave as flaky ones do.
     *
     * @param file the last part of the files' names
     * @param byRule those that the simple rule names
     * @param tests of all groups with enough runs
     */
    record Suspects(
            String file, String title, Grouping grouping, List<GroupSummary> byRule, List<Overdispersion> tests) {

        List<Overdispersion> overdispersed(double rate) {
            return tests.stream().filter(test -> test.qValue() < rate).toList();
        }
    }

    static Findings of(String name, Runs runs, Settings settings) {
        List<Run> all = runs.all();
        List<Table> tables = new ArrayList<>();
        tables.add(worstFirst("by_squad", "By squad", Grouping.SQUAD, all));
        tables.add(worstFirst("by_device", "By device", Grouping.DEVICE, all));
        tables.add(worstFirst("by_platform", "By platform", Grouping.PLATFORM, all));
        tables.add(worstFirst("by_environment", "By environment", Grouping.ENVIRONMENT, all));
        tables.add(
                worstFirst("by_platform_env", "By platform and environment", Grouping.PLATFORM_AND_ENVIRONMENT, all));
        if (all.stream().anyMatch(run -> run.iteration().isPresent())) {
            tables.add(inOrder("by_iteration", "By iteration", Grouping.ITERATION, all));
        }
        tables.add(inOrder("by_hour", "By hour of the day", Grouping.HOUR, all));
        tables.add(inOrder("by_dayofweek", "By day of the week (0 is Monday)", Grouping.DAY_OF_WEEK, all));
        tables.add(inOrder("by_day", "By day", Grouping.DAY, all));
        List<Suspects> suspects = List.of(
                suspects("squad_device", "Squad and device", Grouping.SQUAD_AND_DEVICE, all, settings),
                suspects(
                        "full_combo",
                        "Squad, device, platform and environment",
                        Grouping.FULL_COMBINATION,
                        all,
                        settings));
        return new Findings(name, runs, settings, tables, suspects);
    }

    private static Table worstFirst(String file, String title, Grouping grouping, List<Run> runs) {
        return new Table(file, title, grouping, GroupSummary.of(grouping, runs, GroupSummary.WORST_FIRST));
    }

    private static Table inOrder(String file, String title, Grouping grouping, List<Run> runs) {
        return new Table(file, title, grouping, GroupSummary.of(grouping, runs, GroupSummary.BY_KEY));
    }

    private static Suspects suspects(String file, String title, Grouping grouping, List<Run> runs, Settings settings) {
        Predicate<GroupSummary> flaky = settings.rule()::applies;
        return new Suspects(
                file,
                title,
                grouping,
                GroupSummary.of(grouping, runs, GroupSummary.WORST_FIRST).stream()
                        .filter(flaky)
                        .toList(),
                Overdispersion.test(grouping, runs, settings.rule().leastRuns()));
    }

    Table table(String file) {
        return tables.stream()
                .filter(table -> table.file().equals(file))
                .findFirst()
                .orElseThrow();
    }

    GroupSummary total() {
        return GroupSummary.of(List.of("all"), runs.all());
    }
}
