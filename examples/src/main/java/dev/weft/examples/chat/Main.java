package dev.weft.examples.chat;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.ServerOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of the chat server. */
@Command(
    name = "chat",
    description = {
      "Lets people talk who connect to it by 'nc HOST PORT'.",
      "Ctrl-C and SIGTERM tell them and end it."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:stopped", "2:bad arguments, or the port is not free"},
    exitCodeOnExecutionException = 2)
final class Main implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Spec private CommandSpec spec;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Listen on this address (${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--port",
      defaultValue = "8888",
      description = "Listen on this port, 0 for any (${DEFAULT-VALUE}).")
  private int port;

  /** Runs the server and exits with its code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public Integer call() {
    try {
      Weft.run(serve());
      return 0;
    } catch (IOException e) {
      spec.commandLine().getErr().println("chat: " + e.getMessage());
      return 2;
    }
  }

  @Async
  private Coroutine<Void> serve() throws IOException {
    ChatServer chat = new ChatServer(PATIENCE, spec.commandLine().getOut());
    for (String signal : List.of("SIGINT", "SIGTERM")) {
      EventLoop.running().addSignalHandler(signal, chat::stop);
    }
    Await.of(chat.serve(ServerOptions.on(host, port)));
    return Coroutine.done();
  }
}
