package dev.flakydetector.scorer.explore;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
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
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
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
    private static final int WIDTH = 1_200;
    private static final int HEIGHT = 560;
    private static final int BOX_HEIGHT = 36;
    private static final double BOX_HALF = 0.32;
    private static final double CAP = 0.15;
    private static final int WEEK = 7;
    private static final int LONGEST_LABEL = 48;
    private static final int LABEL_PADDING = 16;
    private static final Font LABEL_FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);

    private Charts() {}

    /** One box a group, the worst on top, with the number of its runs. */
    static void boxes(Path file, String title, List<GroupSummary> groups) throws IOException {
        List<GroupSummary> shown = groups.subList(0, Math.min(MOST_BOXES, groups.size()));
        List<String> labels = shown.stream().map(Charts::label).toList();
        int room = width(labels);
        XYChart chart = new XYChartBuilder()
                .width(WIDTH - room)
                .height(190 + BOX_HEIGHT * shown.size())
                .title(
                        shown.size() == groups.size()
                                ? title
                                : "%s, worst %d of %d".formatted(title, shown.size(), groups.size()))
                .xAxisTitle(
                        "failed scenarios per run    box: middle half    bar: median    diamond: mean    whiskers: 5 % to 95 %")
                .build();
        style(chart.getStyler());
        chart.getStyler().setLegendVisible(false);
        chart.getStyler()
                .setXAxisMin(0.0)
                .setXAxisMax(Math.min(1, 1.05 * longest(shown)))
                .setXAxisTickLabelsFormattingFunction(Charts::percent)
                .setPlotGridVerticalLinesVisible(true)
                .setPlotGridHorizontalLinesVisible(false)
                .setYAxisMin(0.0)
                .setYAxisMax(shown.size() + 1.0)
                .setYAxisTicksVisible(false);
        for (int i = 0; i < shown.size(); i++) {
            box(chart, shown.size() - i, shown.get(i).failRate());
        }
        chart.addSeries(
                        "means",
                        shown.stream()
                                .mapToDouble(group -> group.failRate().mean())
                                .toArray(),
                        IntStream.range(0, shown.size())
                                .mapToDouble(i -> shown.size() - i)
                                .toArray())
                .setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter)
                .setMarker(SeriesMarkers.DIAMOND)
                .setMarkerColor(INK);
        save(file, withLabels(chart, labels, room));
    }

    /** The chart with each group's name to the left of its box: the library leaves labels out, by their width, at whim. */
    private static BufferedImage withLabels(XYChart chart, List<String> labels, int room) {
        BufferedImage drawn = BitmapEncoder.getBufferedImage(chart);
        BufferedImage image = new BufferedImage(drawn.getWidth() + room, drawn.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, image.getWidth(), image.getHeight());
        pen.drawImage(drawn, room, 0, null);
        pen.setFont(LABEL_FONT);
        pen.setColor(SOFT);
        FontMetrics metrics = pen.getFontMetrics();
        for (int i = 0; i < labels.size(); i++) {
            double middle = chart.getScreenYFromChart((double) labels.size() - i);
            pen.drawString(
                    labels.get(i),
                    room - metrics.stringWidth(labels.get(i)),
                    (float) middle + (metrics.getAscent() - metrics.getDescent()) / 2f);
        }
        pen.dispose();
        return image;
    }

    private static int width(List<String> labels) {
        Graphics2D pen = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        pen.setFont(LABEL_FONT);
        FontMetrics metrics = pen.getFontMetrics();
        pen.dispose();
        return LABEL_PADDING
                + labels.stream().mapToInt(metrics::stringWidth).max().orElse(0);
    }

    private static String label(GroupSummary group) {
        String name = group.label();
        int end = (LONGEST_LABEL - 1) / 2;
        String shown = name.length() <= LONGEST_LABEL
                ? name
                : name.substring(0, end) + "…" + name.substring(name.length() - end);
        return String.format(Locale.ROOT, "%s (%,d)", shown, group.runs());
    }

    private static double longest(List<GroupSummary> groups) {
        double longest = groups.stream()
                .mapToDouble(group -> Math.max(
                        group.failRate().quantile(0.95), group.failRate().mean()))
                .max()
                .orElse(1);
        return Math.max(0.01, longest);
    }

    private static void box(XYChart chart, double y, Spread spread) {
        double low = spread.quantile(0.25);
        double high = spread.quantile(0.75);
        double top = y + BOX_HALF;
        double bottom = y - BOX_HALF;
        XYSeries box = chart.addSeries(
                "box " + y, new double[] {low, high, high, low}, new double[] {bottom, bottom, top, top});
        box.setFillColor(PALE_BLUE);
        box.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea)
                .setMarker(SeriesMarkers.NONE)
                .setLineColor(BLUE)
                .setLineStyle(new BasicStroke(1));
        line(chart, "low " + y, BLUE, 1.5f, spread.quantile(0.05), y, low, y);
        line(chart, "high " + y, BLUE, 1.5f, high, y, spread.quantile(0.95), y);
        line(chart, "end " + y, BLUE, 1.5f, spread.quantile(0.95), y - CAP, spread.quantile(0.95), y + CAP);
        double median = spread.quantile(0.5);
        line(chart, "median " + y, ORANGE, 3, median, bottom, median, top);
    }

    private static void line(
            XYChart chart, String name, Color colour, float width, double x0, double y0, double x1, double y1) {
        chart.addSeries(name, new double[] {x0, x1}, new double[] {y0, y1})
                .setMarker(SeriesMarkers.NONE)
                .setLineColor(colour)
                .setLineWidth(width)
                .setLineStyle(new BasicStroke(width));
    }

    /** Each day's mean as a dot, and the mean of the seven days up to it as a line. */
    static void days(Path file, List<GroupSummary> days) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Fail rate by day")
                .yAxisTitle("failed scenarios per run")
                .build();
        style(chart.getStyler());
        chart.getStyler()
                .setYAxisMin(0.0)
                .setYAxisTickLabelsFormattingFunction(Charts::percent)
                .setPlotGridVerticalLinesVisible(false)
                .setDatePattern("yyyy-MM-dd")
                .setTimezone(TimeZone.getTimeZone(ZoneOffset.UTC))
                .setXAxisMaxLabelCount(10)
                .setLegendPosition(Styler.LegendPosition.OutsideS)
                .setLegendLayout(Styler.LegendLayout.Horizontal);
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
        save(file, BitmapEncoder.getBufferedImage(chart));
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
                .setLegendFont(LABEL_FONT)
                .setLegendBorderColor(Color.WHITE)
                .setLocale(Locale.ROOT)
                .setMarkerSize(6);
        styler.setAxisTickLabelsFont(LABEL_FONT)
                .setAxisTitleFont(LABEL_FONT)
                .setAxisTickLabelsColor(SOFT)
                .setAxisTicksLineVisible(false)
                .setAxisTicksMarksVisible(false)
                .setPlotGridLinesColor(GRID)
                .setPlotGridLinesStroke(new BasicStroke(1));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }

    private static void save(Path file, BufferedImage image) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        Files.write(file, png.toByteArray());
    }
}
