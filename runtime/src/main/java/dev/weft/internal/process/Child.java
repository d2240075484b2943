package dev.weft.internal.process;

import dev.weft.AsyncFuture;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.ExceptionContext;
import dev.weft.annotations.Async;
import dev.weft.internal.loop.RunLoop;
import dev.weft.sync.AsyncEvent;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A running child process, whose end its loop hears of. The loop's thread only. */
public final class Child {

  private final Process process;
  private final boolean[] pipes;
  private final AsyncEvent ended = new AsyncEvent();
  private @Nullable Integer returnCode;
  private @Nullable Runnable onExit;

  private Child(RunLoop loop, Process process, ProcessBuilder builder) {
    this.process = process;
    this.pipes = pipes(builder);
    process.onExit().thenAccept(exited -> loop.post(this::exited));
  }

  private static boolean[] pipes(ProcessBuilder builder) {
    return new boolean[] {
      builder.redirectInput() == Redirect.PIPE,
      builder.redirectOutput() == Redirect.PIPE,
      builder.redirectError() == Redirect.PIPE && !builder.redirectErrorStream()
    };
  }

  /** Starts a child on another thread, since that takes its time. Cancelling leaves no child. */
  @Async
  public static Coroutine<Child> start(ProcessBuilder builder) throws IOException {
    RunLoop loop = RunLoop.requireRunning();
    if (builder.command().isEmpty()) {
      throw new IllegalArgumentException("the command is empty: give a program, at least");
    }
    CompletableFuture<Process> started = new CompletableFuture<>();
    AsyncFuture<Process> starting = loop.runInExecutor(null, () -> start(builder, started));
    try {
      return Coroutine.of(new Child(loop, Await.of(starting, IOException.class), builder));
    } catch (Throwable failedOrCancelled) {
      started.thenAccept(Process::destroyForcibly);
      throw failedOrCancelled;
    }
  }

  /** Runs in an executor. The second way to the process is for who has stopped to wait for it. */
  private static Process start(ProcessBuilder builder, CompletableFuture<Process> started)
      throws IOException {
    Process process = builder.start();
    started.complete(process);
    return process;
  }

  private void exited() {
    returnCode = process.exitValue();
    ended.set();
    if (onExit != null) {
      onExit.run();
    }
  }

  /** Has {@code action} run when it has ended, or at once if it has. One action only. */
  void onExit(Runnable action) {
    if (returnCode == null) {
      onExit = action;
    } else {
      action.run();
    }
  }

  /** The JDK's view of it. */
  public Process process() {
    return process;
  }

  /** Whether its standard input (0), output (1) or error (2) is a pipe to us. */
  public boolean hasPipe(int fd) {
    return pipes[fd];
  }

  /** Its exit code; null until its loop has heard of its end. */
  public @Nullable Integer returnCode() {
    return returnCode;
  }

  /** Waits for its end. */
  @Async
  public Coroutine<Integer> waitFor() {
    Await.of(ended.await());
    return Coroutine.of(returnCode);
  }

  /** Asks it to end. Its handle does that; Process.destroy() would close its streams too. */
  public void terminate() {
    process.toHandle().destroy();
  }

  /** Ends it. */
  public void kill() {
    process.toHandle().destroyForcibly();
  }

  /** Sends a signal by name; the JDK itself knows two, the system's {@code kill} all. */
  public void sendSignal(String signal) {
    String name = signal.toUpperCase(Locale.ROOT);
    String bare = name.startsWith("SIG") ? name.substring(3) : name;
    switch (bare) {
      case "TERM" -> terminate();
      case "KILL" -> kill();
      default -> sendWithCommand(bare);
    }
  }

  private void sendWithCommand(String signal) {
    if (!signal.matches("[A-Z0-9+-]+")) {
      throw new IllegalArgumentException("no name of a signal: " + signal);
    }
    if (!process.isAlive()) {
      return;
    }
    List<String> command = List.of("kill", "-s", signal, Long.toString(process.pid()));
    EventLoop loop = EventLoop.running();
    loop.runInExecutor(null, () -> new ProcessBuilder(command).start().waitFor())
        .addDoneCallback(
            done -> {
              boolean refused = done.exception() != null || done.result() != 0;
              if (refused && process.isAlive()) {
                loop.callExceptionHandler(
                    new ExceptionContext(
                        "cannot send signal "
                            + signal
                            + " to process "
                            + process.pid()
                            + ": the system has no such signal, or no kill command",
                        done.exception()));
              }
            });
  }
}
