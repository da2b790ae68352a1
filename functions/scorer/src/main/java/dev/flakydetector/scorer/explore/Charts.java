package dev.flakydetector.scorer.explore;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.knowm.xchart.BoxChart;
import org.knowm.xchart.BoxChartBuilder;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.IChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.BoxStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws fail rates: boxes by group, and a series by day. Colours are Okabe and Ito's, which the colour-blind tell apart. */
final class Charts {

    static final int MOST_BOXES = 40;

    private static final Color BLUE = new Color(0x00, 0x72, 0xb2);
    private static final Color PALE_BLUE = new Color(0x56, 0xb4, 0xe9, 110);
    private static final Color ORANGE = new Color(0xd5, 0x5e, 0x00);
    private static final Color INK = new Color(0x1c, 0x21, 0x28);
    private static final Color SOFT = new Color(0x57, 0x60, 0x6a);
    private static final Color GRID = new Color(0xe3, 0xe6, 0xea);
    private static final int HEIGHT = 640;
    private static final int WEEK = 7;

    private Charts() {}

    /** One box a group, the worst first, with the number of its runs. */
    static void boxes(Path file, String title, List<GroupSummary> groups) throws IOException {
        List<GroupSummary> shown = groups.subList(0, Math.min(MOST_BOXES, groups.size()));
        BoxChart chart = new BoxChartBuilder()
                .width(Math.max(900, 200 + 60 * shown.size()))
                .height(shown.size() > 8 ? HEIGHT + 120 : HEIGHT)
                .title(title
                        + (shown.size() < groups.size()
                                ? ", worst %d of %d".formatted(shown.size(), groups.size())
                                : ""))
                .yAxisTitle("failed scenarios per run")
                .build();
        style(chart.getStyler());
        chart.getStyler()
                .setBoxplotCalCulationMethod(BoxStyler.BoxplotCalCulationMethod.N_LESS_1)
                .setBoxWidthFraction(0.6)
                .setLegendVisible(false)
                .setSeriesColors(shown.stream().map(any -> BLUE).toArray(Color[]::new));
        chart.getStyler().setXAxisLabelRotation(shown.size() > 8 ? 45 : 0);
        for (GroupSummary group : shown) {
            chart.addSeries(
                            "%s (%d)".formatted(group.label(), group.runs()),
                            group.failRate().values())
                    .setFillColor(PALE_BLUE);
        }
        save(file, chart);
    }

    /** Each day's mean as a dot, and the mean of the seven days up to it as a line. */
    static void days(Path file, List<GroupSummary> days) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(1_200)
                .height(HEIGHT)
                .title("Fail rate by day")
                .yAxisTitle("failed scenarios per run")
                .build();
        style(chart.getStyler());
        chart.getStyler()
                .setDatePattern("yyyy-MM-dd")
                .setTimezone(TimeZone.getTimeZone(ZoneOffset.UTC))
                .setXAxisMaxLabelCount(10)
                .setLegendPosition(Styler.LegendPosition.InsideNW);
        List<LocalDate> dates =
                days.stream().map(day -> LocalDate.parse(day.key().get(0))).toList();
        List<Date> x = dates.stream()
                .map(date -> Date.from(date.atStartOfDay(ZoneOffset.UTC).toInstant()))
                .toList();
        XYSeries dots = chart.addSeries(
                "one day", x, days.stream().map(day -> day.failRate().mean()).toList());
        dots.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter)
                .setMarker(SeriesMarkers.CIRCLE)
                .setMarkerColor(PALE_BLUE);
        XYSeries line = chart.addSeries("mean of the runs of seven days", x, weekly(dates, days));
        line.setMarker(SeriesMarkers.NONE).setLineColor(ORANGE).setLineWidth(2.5f);
        save(file, chart);
    }

    private static List<Double> weekly(List<LocalDate> dates, List<GroupSummary> days) {
        List<Double> means = new ArrayList<>();
        int from = 0;
        double sum = 0;
        long runs = 0;
        for (int i = 0; i < days.size(); i++) {
            sum += days.get(i).failRate().mean() * days.get(i).runs();
            runs += days.get(i).runs();
            while (dates.get(from).isBefore(dates.get(i).minusDays(WEEK - 1L))) {
                sum -= days.get(from).failRate().mean() * days.get(from).runs();
                runs -= days.get(from).runs();
                from++;
            }
            means.add(Math.max(0, sum / runs));
        }
        return means;
    }

    private static void style(AxesChartStyler styler) {
        styler.setChartBackgroundColor(Color.WHITE)
                .setPlotBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setChartPadding(16)
                .setChartFontColor(INK)
                .setChartTitleBoxVisible(false)
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 20))
                .setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14))
                .setLegendBorderColor(Color.WHITE)
                .setLocale(Locale.ROOT)
                .setMarkerSize(6);
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14))
                .setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14))
                .setAxisTickLabelsColor(SOFT)
                .setAxisTicksLineVisible(false)
                .setPlotGridLinesColor(GRID)
                .setPlotGridLinesStroke(new BasicStroke(1))
                .setPlotGridVerticalLinesVisible(false)
                .setYAxisMin(0.0)
                .setYAxisTickLabelsFormattingFunction(share -> String.format(Locale.ROOT, "%.0f %%", share * 100));
    }

    private static void save(Path file, IChart chart) throws IOException {
        Files.write(file, ChartEncoder.getBytes(chart, "png"));
    }
}
