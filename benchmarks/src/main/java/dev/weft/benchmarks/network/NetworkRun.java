package dev.weft.benchmarks.network;

import dev.weft.benchmarks.Arguments;
import dev.weft.benchmarks.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Compares servers. All of them run at the same time, each in its process; in each round each does
 * the same work for a short time, one after the other, for the same clients. What is measured is
 * how much a server computes per request, which depends less on what else the machine does than how
 * fast the answers come.
 */
public final class NetworkRun {

  private final Arguments arguments;
  private final NetworkResults results = new NetworkResults();
  private final Path folder = Files.createTempDirectory("weft-benchmarks");
  private final Certificate certificate = Certificate.create(folder);
  private final int warmUps;
  private final int rounds;
  private final long roundNanos;

  private NetworkRun(Arguments arguments) throws Exception {
    this.arguments = arguments;
    warmUps = arguments.quick() ? 2 : 4;
    rounds = arguments.quick() ? 5 : 11;
    roundNanos = arguments.quick() ? 500_000_000 : 1_000_000_000;
  }

  /** Runs all that the arguments want, and prints one table. */
  public static void run(Arguments arguments) throws Exception {
    System.out.println(Machine.describe());
    System.out.println("The first line: µs of CPU per request; the others: times the first.\n");
    NetworkRun run = new NetworkRun(arguments);
    for (NetworkWork work : NetworkWork.values()) {
      if (arguments.isWanted(work.name())) {
        run.compare(work);
      }
    }
    System.out.println(run.results.table());
  }

  private void compare(NetworkWork work) throws Exception {
    Map<NetworkContender, ServerProcess> servers = new EnumMap<>(NetworkContender.class);
    Map<NetworkContender, Load> loads = new EnumMap<>(NetworkContender.class);
    try {
      for (NetworkContender contender : NetworkContender.values()) {
        if (contender == NetworkContender.NIO || arguments.takesPart(contender)) {
          Optional<ServerProcess> server = ServerProcess.start(contender, work.service, folder);
          if (server.isPresent()) {
            servers.put(contender, server.get());
            loads.put(contender, work.open(server.get().port(), certificate));
          }
        }
      }
      for (int round = -warmUps; round < rounds; round++) {
        for (NetworkContender contender : servers.keySet()) {
          double figure = cpuPerRequest(servers.get(contender), loads.get(contender));
          if (round >= 0) {
            results.add(work, contender, figure);
          }
        }
      }
    } finally {
      for (Load load : loads.values()) {
        load.close();
      }
      servers.values().forEach(ServerProcess::close);
    }
  }

  private double cpuPerRequest(ServerProcess server, Load load) throws Exception {
    double before = server.cpuMicros();
    int requests = load.run(roundNanos);
    return (server.cpuMicros() - before) / requests;
  }
}
