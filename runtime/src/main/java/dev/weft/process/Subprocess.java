package dev.weft.process;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.annotations.Async;
import dev.weft.internal.process.Child;
import dev.weft.internal.process.ProcessTransport;
import dev.weft.net.Net;
import dev.weft.net.StreamReader;
import dev.weft.net.StreamWriter;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A child process. asyncio's {@code Process}, {@code create_subprocess_exec} and {@code
 * create_subprocess_shell}.
 *
 * <pre>{@code
 * try (Subprocess child = Await.of(Subprocess.exec("sh", "-c", "echo one; echo two; exit 3"))) {
 *   for (String line; (line = Await.of(child.stdout().readLine())) != null; ) {
 *     log.add(line);
 *   }
 *   log.add("exit code " + Await.of(child.waitFor()));
 * }
 * }</pre>
 *
 * <p>Only the loop's thread may use it. {@code try (Subprocess child = ...)} kills the child at the
 * end if it still runs, also when the task is cancelled. A child that writes more than its pipe
 * holds waits until somebody reads: read both outputs, merge them ({@link
 * ProcessBuilder#redirectErrorStream}), or use {@link #communicate}.
 */
public final class Subprocess implements AutoCloseable {

  private static final byte[] NOTHING = {};

  private final Child child;
  private final @Nullable StreamWriter stdin;
  private final @Nullable StreamReader stdout;
  private final @Nullable StreamReader stderr;

  private Subprocess(
      Child child,
      @Nullable StreamWriter stdin,
      @Nullable StreamReader stdout,
      @Nullable StreamReader stderr) {
    this.child = child;
    this.stdin = stdin;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  // ---- starting ----

  /**
   * Starts a program with arguments, its three streams as pipes.
   *
   * @param command the program and its arguments, which no shell looks at
   * @throws IOException at the await, if it cannot be started
   */
  public static Coroutine<Subprocess> exec(String... command) throws IOException {
    return exec(new ProcessBuilder(command));
  }

  /**
   * Starts a child as {@code builder} says: program and arguments, folder, environment, and what
   * its streams are; those that are pipes, as by default, are read and written here. Suspends until
   * it runs. Cancelling leaves no child.
   *
   * @throws IOException at the await, if it cannot be started
   */
  @Async
  public static Coroutine<Subprocess> exec(ProcessBuilder builder) throws IOException {
    Child child = Await.of(Child.start(builder));
    try {
      StreamWriter stdin =
          child.hasPipe(0) ? Await.of(Net.openWritePipe(child.process().getOutputStream())) : null;
      StreamReader stdout =
          child.hasPipe(1) ? Await.of(Net.openReadPipe(child.process().getInputStream())) : null;
      StreamReader stderr =
          child.hasPipe(2) ? Await.of(Net.openReadPipe(child.process().getErrorStream())) : null;
      return Coroutine.of(new Subprocess(child, stdin, stdout, stderr));
    } catch (Throwable cancelled) {
      child.kill();
      throw cancelled;
    }
  }

  /**
   * Has the shell run {@code command}, its three streams as pipes; see {@link Shell#command}.
   *
   * @throws IOException at the await, if the shell cannot be started
   */
  public static Coroutine<Subprocess> shell(String command) throws IOException {
    return exec(Shell.command(command));
  }

  /**
   * Starts a child, and couples it to a protocol: {@code protocolFactory} is called once, and the
   * protocol's {@link SubprocessProtocol#connectionMade connectionMade}; then the coroutine returns
   * both. asyncio's {@code subprocess_exec}.
   *
   * @throws IOException at the await, if it cannot be started
   */
  public static <P extends SubprocessProtocol> Coroutine<SubprocessEndpoint<P>> subprocessExec(
      Supplier<? extends P> protocolFactory, ProcessBuilder builder) throws IOException {
    return ProcessTransport.start(protocolFactory, builder);
  }

  /**
   * Has the shell run {@code command}, coupled to a protocol; see {@link #subprocessExec} and
   * {@link Shell#command}. asyncio's {@code subprocess_shell}.
   *
   * @throws IOException at the await, if the shell cannot be started
   */
  public static <P extends SubprocessProtocol> Coroutine<SubprocessEndpoint<P>> subprocessShell(
      Supplier<? extends P> protocolFactory, String command) throws IOException {
    return ProcessTransport.start(protocolFactory, Shell.command(command));
  }

  // ---- streams ----

  /** Writes to the child's standard input; null if that is no pipe. */
  public @Nullable StreamWriter stdin() {
    return stdin;
  }

  /** Reads the child's standard output; null if that is no pipe. */
  public @Nullable StreamReader stdout() {
    return stdout;
  }

  /** Reads the child's standard error; null if that is no pipe. */
  public @Nullable StreamReader stderr() {
    return stderr;
  }

  /** Reads all output and waits for the end; see {@link #communicate(byte[])}. */
  public Coroutine<Output> communicate() throws IOException {
    return communicate(NOTHING);
  }

  /**
   * Writes {@code input}, closes the child's standard input, reads all it writes, and waits for its
   * end, all at the same time. A child that does not read all of its input is no failure.
   * Cancelling leaves the child running; close it.
   *
   * @throws IllegalArgumentException at the await, if there is input and no pipe for it
   * @throws IOException at the await, if reading fails
   */
  @Async
  public Coroutine<Output> communicate(byte[] input) throws IOException {
    Objects.requireNonNull(input, "input");
    if (stdin == null && input.length > 0) {
      throw new IllegalArgumentException("there is input, but the child's is no pipe");
    }
    return Coroutine.of(Await.of(TaskGroup.run(group -> exchange(group, input))));
  }

  @Async
  private Coroutine<Output> exchange(TaskGroup group, byte[] input) throws IOException {
    group.createTask(() -> feed(input));
    Task<byte[]> out = group.createTask(() -> readAll(stdout));
    Task<byte[]> err = group.createTask(() -> readAll(stderr));
    byte[] fromOut = Await.of(out, IOException.class);
    byte[] fromErr = Await.of(err, IOException.class);
    return Coroutine.of(new Output(fromOut, fromErr, Await.of(waitFor())));
  }

  @Async
  private Coroutine<@Nullable Void> feed(byte[] input) {
    if (stdin != null) {
      try {
        stdin.write(input);
        Await.of(stdin.drain());
      } catch (IOException childDoesNotRead) {
        // Its own matter: it may have read enough.
      }
      stdin.close();
    }
    return Coroutine.done();
  }

  @Async
  private static Coroutine<byte[]> readAll(@Nullable StreamReader reader) throws IOException {
    return Coroutine.of(reader == null ? NOTHING : Await.of(reader.read()));
  }

  // ---- the child ----

  /** The child's process id. */
  public long pid() {
    return child.process().pid();
  }

  /** The child's exit code; null while it runs. After a signal it is 128 plus its number. */
  public @Nullable Integer returnCode() {
    return child.returnCode();
  }

  /**
   * Waits until the child has ended, and gives its exit code. Its output can still be read then. To
   * cancel it does nothing to the child. Any number of tasks may wait.
   */
  public Coroutine<Integer> waitFor() {
    return child.waitFor();
  }

  /** Sends a signal; see {@link SubprocessTransport#sendSignal}. */
  public void sendSignal(String signal) {
    child.sendSignal(signal);
  }

  /** Asks the child to end ({@code SIGTERM}); does nothing if it has. */
  public void terminate() {
    child.terminate();
  }

  /** Ends the child ({@code SIGKILL}); does nothing if it has ended. */
  public void kill() {
    child.kill();
  }

  /** Kills the child, if it still runs, and closes its pipes. Does not wait for its end. */
  @Override
  public void close() {
    child.kill();
    if (stdin != null) {
      stdin.transport().abort();
    }
    if (stdout != null) {
      stdout.transport().close();
    }
    if (stderr != null) {
      stderr.transport().close();
    }
  }

  @Override
  public String toString() {
    return "<Subprocess pid=" + pid() + " returnCode=" + returnCode() + ">";
  }
}
