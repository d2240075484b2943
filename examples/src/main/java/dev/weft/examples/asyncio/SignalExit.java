package dev.weft.examples.asyncio;

import dev.weft.EventLoop;
import java.util.List;

/** Runs until it gets SIGINT, from Ctrl-C say, or SIGTERM. Needs a Unix system. */
final class SignalExit {

  private SignalExit() {}

  private static void askExit(String signal, EventLoop loop) {
    System.out.println("got signal " + signal + ": exit");
    loop.stop();
  }

  public static void main(String[] args) {
    try (EventLoop loop = EventLoop.create()) {
      for (String signal : List.of("SIGINT", "SIGTERM")) {
        loop.addSignalHandler(signal, () -> askExit(signal, loop));
      }
      System.out.println("Event loop running forever, press Ctrl+C to interrupt.");
      long pid = ProcessHandle.current().pid();
      System.out.println("pid " + pid + ": send SIGINT or SIGTERM to exit.");
      loop.runForever();
    }
  }
}
