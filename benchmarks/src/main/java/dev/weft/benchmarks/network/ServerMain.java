package dev.weft.benchmarks.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntConsumer;

/**
 * The process of a server in Java: {@code ServerMain WEFT_STREAMS TCP folder}. Prints its port, and
 * ends with its standard input.
 */
public final class ServerMain {

  private ServerMain() {}

  /** Runs the process. */
  public static void main(String[] args) throws Exception {
    Thread guard = new Thread(ServerMain::endWithInput, "guard");
    guard.setDaemon(true);
    guard.start();
    IntConsumer listening = System.out::println;
    try {
      EchoServer server = NetworkContender.valueOf(args[0]).server();
      switch (Service.valueOf(args[1])) {
        case TCP -> server.serve(listening);
        case TLS -> server.serveTls(Certificate.load(Path.of(args[2])), listening);
        case DATAGRAMS -> server.serveDatagrams(listening);
      }
    } catch (UnsupportedOperationException notOffered) {
      System.exit(0);
    }
  }

  private static void endWithInput() {
    try {
      System.in.readAllBytes();
    } catch (IOException e) {
      e.printStackTrace();
    }
    Runtime.getRuntime().halt(0);
  }
}
