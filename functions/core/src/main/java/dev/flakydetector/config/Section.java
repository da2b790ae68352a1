package dev.flakydetector.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Keys and values of one level of the file. Each key that is asked for is known; what is left over is a mistake. */
public final class Section {

    private final String file;
    private final String path;
    private final List<String> problems;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final TreeSet<String> known = new TreeSet<>();

    /**
     * A level of the file.
     *
     * @param path of the keys that lead here, ending in a dot; empty for the top
     */
    Section(String file, String path, List<NodeTuple> tuples, List<String> problems) {
        this.file = file;
        this.path = path;
        this.problems = problems;
        for (NodeTuple tuple : tuples) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "(a list or mapping)";
            if (values.put(key, tuple.getValueNode()) != null) {
                problems.add("%s:%d: %s%s is given twice".formatted(file, line(tuple.getKeyNode()), path, key));
            }
            lines.put(key, line(tuple.getKeyNode()));
        }
    }

    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    /** The keys of this level in the order of the file, for levels whose keys the user names. */
    public List<String> keys() {
        return List.copyOf(values.keySet());
    }

    public void problem(String key, String message) {
        problems.add("%s:%d: %s%s %s".formatted(file, lines.getOrDefault(key, 1), path, key, message));
    }

    public Optional<Integer> number(String key, int least, int most) {
        return scalar(key).flatMap(scalar -> {
            try {
                int value = Integer.parseInt(scalar.getValue());
                if (scalar.getTag().equals(Tag.INT) && least <= value && value <= most) {
                    return Optional.of(value);
                }
            } catch (NumberFormatException e) {
                // Told below together with numbers out of bounds.
            }
            problem(key, "must be a whole number from %d to %d, found '%s'".formatted(least, most, scalar.getValue()));
            return Optional.empty();
        });
    }

    /** A number from 0 to 1. */
    public Optional<Double> share(String key) {
        return scalar(key).flatMap(scalar -> {
            try {
                double value = Double.parseDouble(scalar.getValue());
                if (0 <= value && value <= 1 && !scalar.getTag().equals(Tag.STR)) {
                    return Optional.of(value);
                }
            } catch (NumberFormatException e) {
                // Told below together with numbers out of bounds.
            }
            problem(key, "must be a number from 0 to 1, found '%s'".formatted(scalar.getValue()));
            return Optional.empty();
        });
    }

    /** Any number that is one. */
    public Optional<Double> decimal(String key) {
        return scalar(key).flatMap(scalar -> {
            try {
                double value = Double.parseDouble(scalar.getValue());
                if (Double.isFinite(value) && !scalar.getTag().equals(Tag.STR)) {
                    return Optional.of(value);
                }
            } catch (NumberFormatException e) {
                // Told below together with what is not finite.
            }
            problem(key, "must be a number, found '%s'".formatted(scalar.getValue()));
            return Optional.empty();
        });
    }

    public Optional<Boolean> flag(String key) {
        return scalar(key).flatMap(scalar -> {
            if (scalar.getTag().equals(Tag.BOOL)) {
                return Optional.of(scalar.getValue().equalsIgnoreCase("true"));
            }
            problem(key, "must be true or false, found '%s'".formatted(scalar.getValue()));
            return Optional.empty();
        });
    }

    public Optional<String> text(String key) {
        return scalar(key).flatMap(scalar -> {
            if (scalar.getTag().equals(Tag.STR) && !scalar.getValue().isBlank()) {
                return Optional.of(scalar.getValue());
            }
            problem(key, "must be text, found '%s'".formatted(scalar.getValue()));
            return Optional.empty();
        });
    }

    public <T> Optional<T> word(String key, Function<String, Optional<T>> byToken, List<String> tokens) {
        return text(key).flatMap(text -> {
            Optional<T> value = byToken.apply(text);
            if (value.isEmpty()) {
                problem(key, "must be one of %s, found '%s'".formatted(String.join(", ", tokens), text));
            }
            return value;
        });
    }

    /** A list of texts; a single text stands for a list of one, and commas part it. */
    public Optional<List<String>> texts(String key) {
        known.add(key);
        Node node = values.get(key);
        if (node instanceof SequenceNode sequence) {
            List<String> texts = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                if (item instanceof ScalarNode scalar) {
                    texts.add(scalar.getValue());
                } else {
                    problem(key, "must be a list of texts");
                }
            }
            return Optional.of(texts);
        }
        return text(key).map(text -> List.of(text.strip().split("\\s*,\\s*", -1)));
    }

    /** The level below; empty where it is not given. */
    public Section section(String key) {
        known.add(key);
        Node node = values.get(key);
        if (node instanceof MappingNode mapping) {
            return new Section(file, path + key + ".", mapping.getValue(), problems);
        }
        if (node != null) {
            problem(key, "must hold keys and values of its own");
        }
        return new Section(file, path + key + ".", List.of(), problems);
    }

    private Optional<ScalarNode> scalar(String key) {
        known.add(key);
        Node node = values.get(key);
        if (node == null) {
            return Optional.empty();
        }
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar);
        }
        problem(key, "must be a single value, found a list or mapping");
        return Optional.empty();
    }

    /** The keys that were asked for so far. */
    Set<String> known() {
        return Collections.unmodifiableSet(known);
    }

    /** To be called once every key has been asked for. */
    public void refuseUnknownKeys() {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                String hint = NearestName.of(key, known)
                        .map(" Did you mean '%s'?"::formatted)
                        .orElse("");
                problem(key, "is not a key that is known." + hint);
            }
        }
    }
}
