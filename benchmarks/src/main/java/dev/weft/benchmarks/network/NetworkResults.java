package dev.weft.benchmarks.network;

import dev.weft.benchmarks.Statistics;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The figures of a run: one per round, in which all contenders have done the same work. */
final class NetworkResults {

  private static final NetworkContender BASE = NetworkContender.NIO;

  private final Map<NetworkWork, Map<NetworkContender, List<Double>>> figures =
      new EnumMap<>(NetworkWork.class);

  void add(NetworkWork work, NetworkContender contender, double figure) {
    figures
        .computeIfAbsent(work, w -> new EnumMap<>(NetworkContender.class))
        .computeIfAbsent(contender, c -> new ArrayList<>())
        .add(figure);
  }

  boolean isEmpty() {
    return figures.isEmpty();
  }

  /** A Markdown table: microseconds for the base, times the base for the others. */
  String table() {
    StringBuilder table = new StringBuilder("| |");
    StringBuilder line = new StringBuilder("|---|");
    for (NetworkWork work : figures.keySet()) {
      table.append(' ').append(work.title).append(" |");
      line.append("--:|");
    }
    table.append('\n').append(line).append('\n');
    for (NetworkContender contender : NetworkContender.values()) {
      if (figures.values().stream().anyMatch(row -> row.containsKey(contender))) {
        table.append("| ").append(contender.title).append(" |");
        figures
            .values()
            .forEach(row -> table.append(' ').append(cell(row, contender)).append(" |"));
        table.append('\n');
      }
    }
    return table.toString();
  }

  private static String cell(Map<NetworkContender, List<Double>> row, NetworkContender contender) {
    List<Double> own = row.get(contender);
    List<Double> base = row.get(BASE);
    if (own == null) {
      return "";
    }
    if (contender == BASE || base == null) {
      return Statistics.number(Statistics.median(own)) + " µs" + Statistics.spread(own);
    }
    List<Double> ratios = ratios(own, base);
    return Statistics.number(Statistics.median(ratios)) + Statistics.spread(ratios);
  }

  /** Round by round: what else the machine did in one of them, it did to both. */
  private static List<Double> ratios(List<Double> own, List<Double> base) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < Math.min(own.size(), base.size()); i++) {
      ratios.add(own.get(i) / base.get(i));
    }
    return ratios;
  }
}
