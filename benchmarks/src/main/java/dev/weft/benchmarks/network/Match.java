package dev.weft.benchmarks.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A server and its clients. */
final class Match implements AutoCloseable {

  /** Until a JVM has compiled what serves. */
  private static final int WARM_UP_REQUESTS = 30_000;

  private static final int WARM_UP_ROUNDS = 30;

  /** The system counts CPU time in ticks of 10 ms; so many of them make it exact enough. */
  private static final double LEAST_CPU_MICROS = 100_000;

  private final ServerProcess server;
  private final Load load;

  private Match(ServerProcess server, Load load) {
    this.server = server;
    this.load = load;
  }

  /** Starts both. Nothing if the contender cannot do the work or is not installed. */
  static Optional<Match> start(
      NetworkContender contender, NetworkWork work, Path folder, Certificate certificate)
      throws Exception {
    Optional<ServerProcess> server = ServerProcess.start(contender, work.service, folder);
    if (server.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Match(server.get(), work.open(server.get().port(), certificate)));
  }

  void warmUp(long roundNanos) throws IOException {
    int requests = 0;
    for (int i = 0; i < WARM_UP_ROUNDS && requests < WARM_UP_REQUESTS; i++) {
      requests += load.run(roundNanos);
    }
  }

  /**
   * One round, longer where the machine left the server too little of it to measure. Returns the
   * server's microseconds per request.
   */
  double run(long roundNanos) throws IOException {
    double before = server.cpuMicros();
    int requests = 0;
    double used;
    do {
      requests += load.run(roundNanos);
      used = server.cpuMicros() - before;
    } while (used < LEAST_CPU_MICROS);
    return used / requests;
  }

  @Override
  public void close() throws IOException {
    server.close();
    load.close();
  }
}
