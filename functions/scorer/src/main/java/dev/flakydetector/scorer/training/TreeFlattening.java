package dev.flakydetector.scorer.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.scorer.serving.FlatTrees;
import dev.flakydetector.scorer.serving.Scorer.Link;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.classification.Label;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.regression.Regressor;

/** Copies the trees of Tribuo's XGBoost models into arrays. */
final class TreeFlattening {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PREFIX = "f".length();

    private final ImmutableFeatureMap features;
    private final List<Integer> roots = new ArrayList<>();
    private final List<Integer> columns = new ArrayList<>();
    private final List<Float> values = new ArrayList<>();
    private final List<Integer> lesser = new ArrayList<>();

    private TreeFlattening(ImmutableFeatureMap features) {
        this.features = features;
    }

    /**
     * Of two outcomes XGBoost grows a tree each per round, and the log odds are the difference of their sums. The two
     * nearly always split alike, and then one tree with the differences of their leaves says the same.
     */
    static FlatTrees ofClassifier(XGBoostModel<Label> model) {
        TreeFlattening flattening = new TreeFlattening(model.getFeatureIDMap());
        int failed = model.getOutputIDInfo().getID(new Label(TribuoRows.FAILED));
        List<JsonNode> dump = dump(model);
        for (int round = 0; round + 1 < dump.size(); round += 2) {
            JsonNode tree = dump.get(round + failed);
            JsonNode opposite = dump.get(round + 1 - failed);
            if (splitAlike(tree, opposite)) {
                subtract(tree, opposite);
                flattening.add(tree, 1);
            } else {
                flattening.add(tree, 1);
                flattening.add(opposite, -1);
            }
        }
        return flattening.trees(Link.LOGISTIC);
    }

    static FlatTrees ofRegressor(XGBoostModel<Regressor> model) {
        TreeFlattening flattening = new TreeFlattening(model.getFeatureIDMap());
        dump(model).forEach(tree -> flattening.add(tree, 1));
        return flattening.trees(Link.IDENTITY);
    }

    private static List<JsonNode> dump(XGBoostModel<?> model) {
        List<JsonNode> trees = new ArrayList<>();
        try {
            for (String tree : model.getInnerModels().get(0).getModelDump("", false, "json")) {
                trees.add(JSON.readTree(tree));
            }
        } catch (XGBoostError | JsonProcessingException e) {
            throw new IllegalStateException("XGBoost's own dump of its trees cannot be read", e);
        }
        return trees;
    }

    private static boolean splitAlike(JsonNode tree, JsonNode other) {
        if (tree.has("leaf") || other.has("leaf")) {
            return tree.has("leaf") && other.has("leaf");
        }
        return tree.get("split").equals(other.get("split"))
                && tree.get("split_condition").equals(other.get("split_condition"))
                && splitAlike(child(tree, "yes"), child(other, "yes"))
                && splitAlike(child(tree, "no"), child(other, "no"));
    }

    private static void subtract(JsonNode tree, JsonNode other) {
        if (tree.has("leaf")) {
            ((ObjectNode) tree).put("leaf", leaf(tree) - leaf(other));
        } else {
            subtract(child(tree, "yes"), child(other, "yes"));
            subtract(child(tree, "no"), child(other, "no"));
        }
    }

    private record Pending(JsonNode node, int place) {}

    private void add(JsonNode root, int times) {
        roots.add(place());
        Deque<Pending> pending = new ArrayDeque<>();
        pending.add(new Pending(root, columns.size() - 1));
        while (!pending.isEmpty()) {
            Pending next = pending.remove();
            JsonNode node = next.node();
            if (node.has("leaf")) {
                values.set(next.place(), times * leaf(node));
                continue;
            }
            int yes = place();
            int no = place();
            columns.set(next.place(), column(node.get("split").textValue()));
            values.set(next.place(), (float) node.get("split_condition").doubleValue());
            lesser.set(next.place(), yes);
            pending.add(new Pending(child(node, "yes"), yes));
            pending.add(new Pending(child(node, "no"), no));
        }
    }

    private static float leaf(JsonNode node) {
        return (float) node.get("leaf").doubleValue();
    }

    private static JsonNode child(JsonNode node, String branch) {
        int id = node.get(branch).intValue();
        for (JsonNode child : node.get("children")) {
            if (child.get("nodeid").intValue() == id) {
                return child;
            }
        }
        throw new IllegalStateException("XGBoost's dump names node %d and leaves it out".formatted(id));
    }

    private int column(String split) {
        return TribuoRows.column(
                features.get(Integer.parseInt(split.substring(PREFIX))).getName());
    }

    private int place() {
        columns.add(FlatTrees.LEAF);
        values.add(0f);
        lesser.add(0);
        return columns.size() - 1;
    }

    /** Boosting starts from log odds of 0, averaging from a mean of 0. */
    private FlatTrees trees(Link link) {
        float[] numbers = new float[values.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = values.get(i);
        }
        return new FlatTrees(ints(roots), ints(columns), numbers, ints(lesser), 0, link);
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
