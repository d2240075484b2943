package dev.weft.benchmarks.network;

import dev.weft.benchmarks.Arguments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a server keeps in its heap for a connection on which nothing happens: what is live with many
 * of them, less what is live with a few. Each has echoed something, as a connection has that waits
 * for its next request.
 */
final class IdleConnections {

  /** The name by which the command line selects this. */
  static final String ROW = "IDLE_CONNECTIONS";

  private static final int FEW = 500;
  private static final int MORE = 2_000;
  private static final int ECHOED_BYTES = 1024;

  private IdleConnections() {}

  /** A Markdown table with a line for each server in Java that takes part. */
  static String table(Arguments arguments, Path folder) throws Exception {
    StringBuilder table = new StringBuilder("| | bytes per idle connection |\n|---|--:|\n");
    for (NetworkContender contender : NetworkContender.values()) {
      if (contender.script().isEmpty() && arguments.takesPart(contender)) {
        Optional<ServerProcess> started = ServerProcess.start(contender, Service.TCP, folder);
        if (started.isPresent()) {
          try (ServerProcess server = started.get()) {
            table.append(String.format("| %s | %,d |%n", contender.title, measure(server)));
          }
        }
      }
    }
    return table.toString();
  }

  private static long measure(ServerProcess server) throws IOException {
    try (Load few = connections(server, FEW)) {
      long before = server.liveBytes();
      try (Load more = connections(server, MORE)) {
        return (server.liveBytes() - before) / MORE;
      }
    }
  }

  /** Opens connections that have echoed once. */
  private static Load connections(ServerProcess server, int count) throws IOException {
    Load load = SelectorLoad.connections(server.port(), count, ECHOED_BYTES);
    load.run(0);
    return load;
  }
}
