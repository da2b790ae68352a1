package dev.flakydetector.scorer.training;

import java.util.Locale;
import org.tribuo.Example;
import org.tribuo.Output;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;
import org.tribuo.regression.Regressor;

/** Spells rows and outcomes the way Tribuo reads them. */
final class TribuoRows {

    static final String FAILED = "failed";
    private static final String PASSED = "passed";

    private TribuoRows() {}

    static Label label(boolean failed) {
        return new Label(failed ? FAILED : PASSED);
    }

    static Regressor share(boolean failed) {
        return new Regressor(FAILED, failed ? 1 : 0);
    }

    /** Every column is given, zeros too: what an example leaves out is "missing" to XGBoost. */
    static <T extends Output<T>> Example<T> example(float[] row, T outcome) {
        String[] names = new String[row.length];
        double[] values = new double[row.length];
        for (int i = 0; i < row.length; i++) {
            names[i] = columnName(i);
            values[i] = row[i];
        }
        return new ArrayExample<>(outcome, names, values);
    }

    /** Padded, since Tribuo numbers its features in alphabetical order. */
    private static String columnName(int column) {
        return String.format(Locale.ROOT, "c%06d", column);
    }

    static int column(String name) {
        return Integer.parseInt(name.substring(1));
    }
}
