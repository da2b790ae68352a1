package dev.flakydetector.scorer.training;

import dev.flakydetector.scorer.serving.Scorer.Link;
import dev.flakydetector.scorer.serving.WeightedSum;
import java.util.ArrayList;
import java.util.List;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Fits Tribuo's logistic regression on standardised columns, and hands back weights for the columns as they are. */
final class LogisticFitting {

    private static final int EPOCHS = 20;
    private static final int BATCH = 32;
    private static final int SILENT = -1;
    private static final double RATE = 0.05;

    private final long seed;

    LogisticFitting(long seed) {
        this.seed = seed;
    }

    WeightedSum fit(float[][] rows, boolean[] failed) {
        int width = rows[0].length;
        double[] means = new double[width];
        double[] spreads = new double[width];
        measure(rows, means, spreads);
        List<Example<Label>> examples = new ArrayList<>(rows.length);
        for (int i = 0; i < rows.length; i++) {
            float[] standard = new float[width];
            for (int column = 0; column < width; column++) {
                standard[column] = (float) ((rows[i][column] - means[column]) / spreads[column]);
            }
            examples.add(TribuoRows.example(standard, TribuoRows.label(failed[i])));
        }
        LabelFactory factory = new LabelFactory();
        LinearSGDTrainer trainer =
                new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(RATE), EPOCHS, SILENT, BATCH, seed);
        LinearSGDModel model =
                trainer.train(new MutableDataset<>(examples, new SimpleDataSourceProvenance("runs", factory), factory));
        return asTheyAre(model, means, spreads);
    }

    private static void measure(float[][] rows, double[] means, double[] spreads) {
        for (int column = 0; column < means.length; column++) {
            double sum = 0;
            double squares = 0;
            for (float[] row : rows) {
                sum += row[column];
                squares += (double) row[column] * row[column];
            }
            means[column] = sum / rows.length;
            double variance = squares / rows.length - means[column] * means[column];
            spreads[column] = variance > 1e-12 ? Math.sqrt(variance) : 1;
        }
    }

    private static WeightedSum asTheyAre(LinearSGDModel model, double[] means, double[] spreads) {
        DenseMatrix weights = model.getWeightsCopy();
        int failed = model.getOutputIDInfo().getID(new Label(TribuoRows.FAILED));
        int passed = 1 - failed;
        double[] perColumn = new double[means.length];
        int bias = means.length;
        double constant = weights.get(failed, bias) - weights.get(passed, bias);
        for (int feature = 0; feature < means.length; feature++) {
            int column = TribuoRows.column(model.getFeatureIDMap().get(feature).getName());
            double weight = (weights.get(failed, feature) - weights.get(passed, feature)) / spreads[column];
            perColumn[column] = weight;
            constant -= weight * means[column];
        }
        return new WeightedSum(perColumn, constant, Link.LOGISTIC);
    }
}
