package dev.weft.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What is said of many figures. */
public final class Statistics {

  private Statistics() {}

  /** The median. */
  public static double median(List<Double> figures) {
    return quantile(figures, 0.5);
  }

  /** Half the distance of the quartiles, in percent of the median; nothing for one figure. */
  public static String spread(List<Double> figures) {
    double median = median(figures);
    double half = (quantile(figures, 0.75) - quantile(figures, 0.25)) / 2;
    return figures.size() < 2 || median == 0
        ? ""
        : String.format(Locale.ROOT, " ±%.0f%%", 100 * half / median);
  }

  /** A figure in three digits. */
  public static String number(double figure) {
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
