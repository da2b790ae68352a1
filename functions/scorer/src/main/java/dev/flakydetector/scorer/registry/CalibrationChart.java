package dev.flakydetector.scorer.registry;

import dev.flakydetector.scorer.evaluation.Forecast;
import dev.flakydetector.scorer.evaluation.Reliability;
import java.awt.Color;
import java.io.IOException;
import java.util.List;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** {@code calibration.png}: how often runs failed against what was forecast for them. */
final class CalibrationChart {

    private static final Color BLUE = new Color(0, 114, 178);
    private static final Color GREY = new Color(150, 150, 150);

    /** A share of fewer runs than these is mostly luck. */
    private static final int FEWEST_RUNS = 10;

    private CalibrationChart() {}

    static byte[] png(Forecast forecast) throws IOException {
        List<Reliability.Bin> all = Reliability.of(forecast).bins();
        List<Reliability.Bin> telling =
                all.stream().filter(bin -> bin.runs() >= FEWEST_RUNS).toList();
        List<Reliability.Bin> bins = telling.isEmpty() ? all : telling;
        XYChart chart = new XYChartBuilder()
                .width(640)
                .height(560)
                .title("Calibration on %d held-out runs".formatted(forecast.size()))
                .xAxisTitle("forecast p_fail (mean of its tenth)")
                .yAxisTitle("share that failed")
                .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE).setLegendPosition(LegendPosition.InsideNW);
        chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0).setYAxisMin(0.0).setYAxisMax(1.0);
        XYSeries ideal = chart.addSeries("forecast comes true", new double[] {0, 1}, new double[] {0, 1});
        ideal.setMarker(SeriesMarkers.NONE);
        ideal.setLineColor(GREY);
        XYSeries seen = chart.addSeries(
                "this model",
                bins.stream().mapToDouble(Reliability.Bin::meanForecast).toArray(),
                bins.stream().mapToDouble(Reliability.Bin::failureRate).toArray());
        seen.setMarker(SeriesMarkers.CIRCLE);
        seen.setMarkerColor(BLUE);
        seen.setLineColor(BLUE);
        return ChartEncoder.getBytes(chart, "png");
    }
}
