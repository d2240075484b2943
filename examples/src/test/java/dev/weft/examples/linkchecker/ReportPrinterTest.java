package dev.weft.examples.linkchecker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportPrinterTest {

  private static final URI PAGE = URI.create("http://host/page.html");

  @Test
  void brokenLinks_arePrintedWithPageAndLine_thenTheTotals() {
    BrokenLink broken = new BrokenLink(PAGE, new Link(7, "gone.html"), "HTTP 404");
    Visit unread = new Visit(PAGE, PAGE, Optional.empty(), Optional.of("cannot connect"));

    assertEquals(
        """
        site/page.html:7: gone.html: HTTP 404
        site/page.html: cannot connect
        2 pages, 1 link checked, 1 broken
        3 links to other hosts not checked (--external checks them)
        """,
        print(new Report(2, 1, 3, List.of(broken), List.of(unread))));
  }

  @Test
  void cleanReport_isOneLine() {
    assertEquals(
        "1 page, 0 links checked, 0 broken\n", print(new Report(1, 0, 0, List.of(), List.of())));
  }

  private static String print(Report report) {
    StringWriter out = new StringWriter();
    new ReportPrinter(new PrintWriter(out), page -> "site" + page.getPath()).print(report);
    return out.toString().replace(System.lineSeparator(), "\n");
  }
}
