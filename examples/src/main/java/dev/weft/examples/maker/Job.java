package dev.weft.examples.maker;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.TimeoutException;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.LimitOverrunException;
import dev.weft.net.StreamReader;
import dev.weft.process.Shell;
import dev.weft.process.Subprocess;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;

/** One run of a rule's command. */
final class Job {

  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Rule rule;
  private final PrintWriter out;

  Job(Rule rule, PrintWriter out) {
    this.rule = rule;
    this.out = out;
  }

  /**
   * Runs the command to its end, and prints its output line by line. Cancelling ends the command
   * first.
   */
  @Async
  Coroutine<Void> run() throws CommandFailedException, IOException {
    ProcessBuilder command = Shell.command(rule.command()).redirectErrorStream(true);
    try (Subprocess child = Await.of(Subprocess.exec(command))) {
      try {
        child.stdin().close();
        Await.of(print(child.stdout()));
        requireSuccess(Await.of(child.waitFor()));
      } finally {
        Await.of(end(child));
      }
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> print(StreamReader output) throws IOException {
    while (!output.atEof()) {
      try {
        String line = Await.of(output.readLine());
        if (line != null) {
          print(line);
        }
      } catch (LimitOverrunException tooLong) {
        print("(a line too long to show)");
      }
    }
    return Coroutine.done();
  }

  private void print(String line) {
    out.println("[" + rule.name() + "] " + line);
    out.flush();
  }

  private void requireSuccess(int exitCode) throws CommandFailedException {
    if (exitCode != 0) {
      throw new CommandFailedException(rule.name(), exitCode);
    }
  }

  /** Asks a command that still runs to end, and waits; one that does not hear is killed. */
  @Async
  private static Coroutine<Void> end(Subprocess child) {
    if (child.returnCode() == null) {
      terminateDescendants(child); // the shell does not pass the signal on
      child.terminate();
      try {
        Await.of(Weft.waitFor(child.waitFor(), GRACE));
      } catch (TimeoutException deaf) {
        child.kill();
      }
    }
    return Coroutine.done();
  }

  private static void terminateDescendants(Subprocess child) {
    ProcessHandle.of(child.pid())
        .ifPresent(shell -> shell.descendants().forEach(ProcessHandle::destroy));
  }
}
