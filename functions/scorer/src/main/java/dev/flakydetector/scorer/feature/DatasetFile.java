package dev.flakydetector.scorer.feature;

import dev.flakydetector.scorer.feature.DatasetDescription.Join;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the YAML that says what a data set's columns mean. */
public final class DatasetFile {

    private static final Set<String> KEYS = new TreeSet<>(
            Set.of("name", "time", "duration", "target", "group", "history", "categories", "numbers", "clock", "join"));

    private final Map<?, ?> root;
    private final List<String> problems = new ArrayList<>();

    private DatasetFile(Map<?, ?> root) {
        this.root = root;
    }

    /**
     * The description in this YAML.
     *
     * @throws IllegalArgumentException with every problem, one a line
     */
    public static DatasetDescription parse(String yaml) {
        Object loaded;
        try {
            loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException("The data set's description is not YAML: " + e.getMessage(), e);
        }
        if (!(loaded instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(
                    "The data set's description is not a mapping: it needs at least 'time' and 'target'");
        }
        return new DatasetFile(map).description();
    }

    private DatasetDescription description() {
        for (Object key : root.keySet()) {
            if (!KEYS.contains(String.valueOf(key))) {
                problems.add("'%s' is unknown: the keys are %s".formatted(key, String.join(", ", KEYS)));
            }
        }
        String time = text("time").orElseGet(() -> missing("time"));
        Target target = target();
        DatasetDescription description = new DatasetDescription(
                text("name").orElse("runs"),
                time,
                text("duration"),
                target,
                text("group"),
                histories(),
                texts("categories", root.get("categories")),
                texts("numbers", root.get("numbers")),
                text("clock").map(Boolean::parseBoolean).orElse(false),
                join());
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return description;
    }

    private String missing(String key) {
        problems.add("'%s' is missing".formatted(key));
        return key;
    }

    private Target target() {
        if (!(root.get("target") instanceof Map<?, ?> map) || !(map.get("column") instanceof String column)) {
            problems.add("'target' needs 'column', and 'above' (a number) or 'is' (a word)");
            return Target.above("", 0);
        }
        if (map.containsKey("is")) {
            return Target.is(column, String.valueOf(map.get("is")));
        }
        if (map.get("above") instanceof Number limit) {
            return Target.above(column, limit.doubleValue());
        }
        problems.add("'target' needs 'above' (a number) or 'is' (a word)");
        return Target.above(column, 0);
    }

    private List<List<String>> histories() {
        List<List<String>> histories = new ArrayList<>();
        if (root.get("history") instanceof List<?> keys) {
            keys.forEach(key -> histories.add(texts("history", key instanceof List<?> ? key : List.of(key))));
        } else if (root.containsKey("history")) {
            problems.add("'history' is a list of columns, or of lists of columns");
        }
        return histories;
    }

    private Optional<Join> join() {
        if (!(root.get("join") instanceof Map<?, ?> map)) {
            if (root.containsKey("join")) {
                problems.add("'join' needs 'file' and 'on'");
            }
            return Optional.empty();
        }
        if (!(map.get("file") instanceof String file)) {
            problems.add("'join' needs 'file' and 'on'");
            return Optional.empty();
        }
        return Optional.of(new Join(file, texts("join: on", map.get("on"))));
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(root.get(key)).map(String::valueOf);
    }

    private List<String> texts(String key, @Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        problems.add("'%s' is a list of columns".formatted(key));
        return List.of();
    }
}
