package dev.weft.examples.linkchecker;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.Locale;
import java.util.function.Function;

/** Prints a report for people and editors: {@code page:line: link: reason}. */
final class ReportPrinter {

  private final PrintWriter out;
  private final Function<URI, String> names;

  /**
   * A printer to {@code out}.
   *
   * @param names what to call a page
   */
  ReportPrinter(PrintWriter out, Function<URI, String> names) {
    this.out = out;
    this.names = names;
  }

  /** Prints what was found, and what it took. */
  void print(Report report, Tally tally) {
    print(report);
    out.printf(
        Locale.ROOT,
        "%.1f s, at most %s and %s in flight, on %s; %d threads in the whole process%n",
        tally.elapsed().toMillis() / 1e3,
        count(tally.peakTasks(), "task"),
        count(tally.peakRequests(), "request"),
        count(tally.threads(), "thread"),
        ManagementFactory.getThreadMXBean().getPeakThreadCount());
    out.flush();
  }

  void print(Report report) {
    report.broken().forEach(this::print);
    report.unread().forEach(this::print);
    out.printf(
        "%s, %s checked, %d broken%n",
        count(report.pages(), "page"), count(report.links(), "link"), report.broken().size());
    if (report.skipped() > 0) {
      out.printf(
          "%s to other hosts not checked (--external checks them)%n",
          count(report.skipped(), "link"));
    }
  }

  private void print(BrokenLink broken) {
    out.printf(
        "%s:%d: %s: %s%n",
        names.apply(broken.page()), broken.link().line(), broken.link().href(), broken.reason());
  }

  private void print(Visit unread) {
    out.printf("%s: %s%n", names.apply(unread.address()), unread.problem().orElseThrow());
  }

  private static String count(long n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }
}
