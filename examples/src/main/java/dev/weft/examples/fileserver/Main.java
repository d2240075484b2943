package dev.weft.examples.fileserver;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.ServerOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of the file server. */
@Command(
    name = "file-server",
    description = {
      "Serves the files of a folder over HTTP/1.1.",
      "Ctrl-C and SIGTERM let it finish what it is sending, and end it."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:stopped", "2:bad arguments, no such folder, or the port is not free"},
    exitCodeOnExecutionException = 2)
final class Main implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FOLDER", defaultValue = ".", description = "What to serve (here).")
  private Path folder;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Listen on this address (${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Listen on this port, 0 for any (${DEFAULT-VALUE}).")
  private int port;

  @Option(names = "--quiet", description = "Print no line per request.")
  private boolean quiet;

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
      spec.commandLine().getErr().println("file-server: " + e);
      return 2;
    }
  }

  @Async
  private Coroutine<Void> serve() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    AccessLog log = quiet ? AccessLog.NONE : new CommonLog(out);
    FileServer server = new FileServer(new Folder(folder), log, Limits.STANDARD);
    for (String signal : List.of("SIGINT", "SIGTERM")) {
      EventLoop.running().addSignalHandler(signal, server::stop);
    }
    Await.of(
        server.serve(
            ServerOptions.on(host, port),
            PATIENCE,
            addresses -> out.println("serving " + folder + " on " + addresses)));
    return Coroutine.done();
  }
}
