package dev.weft.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of one run, and the table that is made of them. */
final class Results {

  /** Less is no basis for a ratio: the gc profiler's 0 bytes are a little more. */
  private static final double NOTHING = 0.01;

  private final Map<String, Map<Contender, List<Double>>> rows = new LinkedHashMap<>();

  void add(String row, Contender contender, double figure) {
    rows.computeIfAbsent(row, r -> new EnumMap<>(Contender.class))
        .computeIfAbsent(contender, c -> new ArrayList<>())
        .add(figure);
  }

  /** A Markdown table: the median, the spread, and how many times Weft's median it is. */
  String table() {
    StringBuilder table = new StringBuilder("| work |");
    StringBuilder line = new StringBuilder("|---|");
    for (Contender contender : Contender.values()) {
      table.append(' ').append(contender.title).append(" |");
      line.append("--:|");
    }
    table.append('\n').append(line).append('\n');
    rows.forEach(
        (row, figures) -> {
          table.append("| ").append(row).append(" |");
          for (Contender contender : Contender.values()) {
            table.append(' ').append(cell(figures, contender)).append(" |");
          }
          table.append('\n');
        });
    return table.toString();
  }

  private static String cell(Map<Contender, List<Double>> figures, Contender contender) {
    List<Double> own = figures.get(contender);
    if (own == null) {
      return "";
    }
    double median = quantile(own, 0.5);
    String text = number(median) + spread(own, median);
    List<Double> ofWeft = figures.get(Contender.WEFT);
    if (ofWeft == null || contender == Contender.WEFT) {
      return text;
    }
    double weft = quantile(ofWeft, 0.5);
    return weft < NOTHING ? text : text + " (" + number(median / weft) + " x)";
  }

  /** Half the distance of the quartiles, in percent of the median. */
  private static String spread(List<Double> figures, double median) {
    double half = (quantile(figures, 0.75) - quantile(figures, 0.25)) / 2;
    return figures.size() < 2 || median == 0
        ? ""
        : String.format(Locale.ROOT, " ±%.0f%%", 100 * half / median);
  }

  private static String number(double figure) {
    String format = figure < 10 ? "%.2f" : figure < 100 ? "%.1f" : "%,.0f";
    return String.format(Locale.ROOT, format, figure);
  }

  private static double quantile(List<Double> figures, double q) {
    List<Double> sorted = new ArrayList<>(figures);
    Collections.sort(sorted);
    double at = q * (sorted.size() - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (at - below) * (sorted.get(above) - sorted.get(below));
  }
}
