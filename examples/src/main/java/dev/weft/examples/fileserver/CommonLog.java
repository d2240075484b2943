package dev.weft.examples.fileserver;

import dev.weft.EventLoop;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writes a line per request, in the Common Log Format; all lines of one pass of the loop at once.
 */
final class CommonLog implements AccessLog {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.US);

  private final PrintWriter out;
  private boolean flushing;

  CommonLog(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void add(SocketAddress client, Request request, Status status, long sent) {
    out.println(
        host(client)
            + " - - ["
            + TIME.format(ZonedDateTime.now(ZoneId.systemDefault()))
            + "] \""
            + (request == null ? "-" : request.toString().replace("\"", "\\\""))
            + "\" "
            + status.code()
            + " "
            + sent);
    if (!flushing) {
      flushing = true;
      EventLoop.running().callSoon(this::flush);
    }
  }

  private static String host(SocketAddress client) {
    return client instanceof InetSocketAddress address
        ? address.getAddress().getHostAddress()
        : "-";
  }

  private void flush() {
    flushing = false;
    out.flush();
  }
}
