package dev.weft.benchmarks.network;

import dev.weft.benchmarks.Arguments;
import dev.weft.benchmarks.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

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
  private final int rounds;
  private final long roundNanos;

  private NetworkRun(Arguments arguments) throws Exception {
    this.arguments = arguments;
    rounds = arguments.quick() ? 5 : 11;
    roundNanos = arguments.quick() ? 400_000_000 : 1_000_000_000;
  }

  /** Runs all that the arguments want, and prints one table. */
  public static void run(Arguments arguments) throws Exception {
    System.out.println(Machine.describe());
    System.out.println();
    NetworkRun run = new NetworkRun(arguments);
    for (NetworkWork work : NetworkWork.values()) {
      if (arguments.isWanted(work.name())) {
        run.compare(work);
      }
    }
    if (!run.results.isEmpty()) {
      System.out.println("The first line: µs of CPU per request; the others: times the first.\n");
      System.out.println(run.results.table());
    }
    if (arguments.isWanted(IdleConnections.ROW)) {
      System.out.println(IdleConnections.table(arguments, run.folder));
    }
  }

  private void compare(NetworkWork work) throws Exception {
    Map<NetworkContender, Match> matches = new EnumMap<>(NetworkContender.class);
    try {
      for (NetworkContender contender : NetworkContender.values()) {
        if (contender == NetworkContender.NIO || arguments.takesPart(contender)) {
          Match.start(contender, work, folder, certificate)
              .ifPresent(match -> matches.put(contender, match));
        }
      }
      for (Match match : matches.values()) {
        match.warmUp(roundNanos);
      }
      for (int round = 0; round < rounds; round++) {
        for (Map.Entry<NetworkContender, Match> entry : matches.entrySet()) {
          results.add(work, entry.getKey(), entry.getValue().run(roundNanos));
        }
      }
    } finally {
      for (Match match : matches.values()) {
        match.close();
      }
    }
  }
}
