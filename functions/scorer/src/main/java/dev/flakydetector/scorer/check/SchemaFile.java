package dev.flakydetector.scorer.check;

import dev.flakydetector.config.Section;
import dev.flakydetector.config.YamlSections;
import dev.flakydetector.scorer.check.ColumnRule.RowOrder;
import dev.flakydetector.scorer.table.ColumnNames;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a schema from YAML, and says everything that is wrong with it at once. */
public final class SchemaFile {

    private static final long MOST_BYTES = 1 << 20;
    private static final List<String> TYPES =
            Arrays.stream(ColumnType.values()).map(ColumnType::token).toList();
    private static final List<String> ORDERS = List.of("any", "never_falling", "rising");

    private SchemaFile() {}

    /**
     * A schema and what is wrong with its file.
     *
     * @param problems each with file and line; the schema is of use only when there are none
     */
    public record Result(DataSchema schema, List<String> problems) {

        public Result {
            problems = List.copyOf(problems);
        }
    }

    public static Result read(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                return wrong("%s is not a file".formatted(file));
            }
            if (Files.size(file) > MOST_BYTES) {
                return wrong("%s: a schema has at most %d bytes".formatted(file, MOST_BYTES));
            }
            return parse(Files.readString(file), file.toString());
        } catch (MalformedInputException e) {
            return wrong("%s: it is not UTF-8 text".formatted(file));
        } catch (IOException e) {
            return wrong("%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }

    private static Result wrong(String problem) {
        return new Result(DataSchema.RUNS, List.of(problem));
    }

    static Result parse(String text, String name) {
        List<String> problems = new ArrayList<>();
        Section root = YamlSections.root(text, name, problems);
        List<ColumnRule> columns = columns(root);
        Set<String> names = new LinkedHashSet<>();
        columns.forEach(column -> names.add(column.name()));
        DataSchema schema = new DataSchema(
                columns,
                relations(root, names),
                root.flag("more_columns").orElse(true),
                root.flag("unique_rows").orElse(true),
                known(root, "unique_key", names),
                root.number("least_rows", 0, Integer.MAX_VALUE).orElse(1),
                drift(root));
        root.refuseUnknownKeys();
        if (problems.isEmpty() && columns.isEmpty()) {
            problems.add("%s: 'columns' must name at least one column".formatted(name));
        }
        return new Result(schema, problems);
    }

    private static List<ColumnRule> columns(Section root) {
        Section section = root.section("columns");
        List<ColumnRule> columns = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (String key : section.keys()) {
            ColumnRule column = column(section, key);
            if (!seen.add(column.name())) {
                section.problem(key, "is the same column as another, once written in lower_snake_case");
            }
            columns.add(column);
        }
        return columns;
    }

    private static ColumnRule column(Section columns, String key) {
        Section section = columns.section(key);
        ColumnType type = section.word("type", ColumnType::ofToken, TYPES).orElse(ColumnType.TEXT);
        double least = section.decimal("min").orElse(Double.NEGATIVE_INFINITY);
        double most = section.decimal("max").orElse(Double.POSITIVE_INFINITY);
        List<String> allowed = section.texts("allowed").orElse(List.of());
        RowOrder order = section.word("order", SchemaFile::order, ORDERS).orElse(RowOrder.ANY);
        boolean needed = section.flag("needed").orElse(true);
        boolean mayBeEmpty = section.flag("may_be_empty").orElse(false);
        boolean compared = section.flag("compared").orElse(type != ColumnType.TIMESTAMP);
        section.refuseUnknownKeys();
        if (!(least <= most)) {
            section.problem("min", "must be at most 'max'");
            least = Double.NEGATIVE_INFINITY;
            most = Double.POSITIVE_INFINITY;
        }
        if (!type.isNumeric() && (least > Double.NEGATIVE_INFINITY || most < Double.POSITIVE_INFINITY)) {
            section.problem("type", "must be integer or number where there is a 'min' or 'max'");
        }
        if (type == ColumnType.TEXT && order != RowOrder.ANY) {
            section.problem("order", "needs a type of integer, number or timestamp");
        }
        return new ColumnRule(
                ColumnNames.normalise(key),
                type,
                needed,
                mayBeEmpty,
                least,
                most,
                new LinkedHashSet<>(allowed),
                order,
                compared);
    }

    private static Optional<RowOrder> order(String token) {
        return switch (token) {
            case "any" -> Optional.of(RowOrder.ANY);
            case "never_falling" -> Optional.of(RowOrder.NEVER_FALLING);
            case "rising" -> Optional.of(RowOrder.RISING);
            default -> Optional.empty();
        };
    }

    private static List<Relation> relations(Section root, Set<String> names) {
        List<Relation> relations = new ArrayList<>();
        for (String text : root.texts("relations").orElse(List.of())) {
            Optional<Relation> relation = Relation.parse(text);
            if (relation.isEmpty()) {
                root.problem(
                        "relations",
                        "must read like 'failed <= total', with < <= == != >= or >; found '%s'".formatted(text));
                continue;
            }
            for (String side : List.of(relation.get().left(), relation.get().right())) {
                if (!names.contains(side)) {
                    root.problem("relations", "names '%s', which is not under 'columns'".formatted(side));
                }
            }
            relations.add(relation.get());
        }
        return relations;
    }

    private static List<String> known(Section root, String key, Set<String> names) {
        List<String> chosen = root.texts(key).orElse(List.of());
        for (String name : chosen) {
            if (!names.contains(name)) {
                root.problem(key, "names '%s', which is not under 'columns'".formatted(name));
            }
        }
        return chosen;
    }

    private static DriftLimits drift(Section root) {
        Section section = root.section("drift");
        DriftLimits standard = DriftLimits.DEFAULT;
        DriftLimits limits = new DriftLimits(
                section.decimal("psi").orElse(standard.psi()),
                section.share("ks").orElse(standard.ks()),
                section.share("alpha").orElse(standard.alpha()));
        section.refuseUnknownKeys();
        return limits;
    }
}
