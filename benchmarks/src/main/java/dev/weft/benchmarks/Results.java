package dev.weft.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
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
    double median = Statistics.median(own);
    String text = Statistics.number(median) + Statistics.spread(own);
    List<Double> ofWeft = figures.get(Contender.WEFT);
    if (ofWeft == null || contender == Contender.WEFT) {
      return text;
    }
    double weft = Statistics.median(ofWeft);
    return weft < NOTHING ? text : text + " (" + Statistics.number(median / weft) + " x)";
  }
}
