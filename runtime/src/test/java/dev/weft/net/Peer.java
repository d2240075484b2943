package dev.weft.net;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import dev.weft.process.Subprocess;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A program in another language at the other end of a connection, which says what it sees. */
record Peer(Subprocess process, StringBuilder said) implements AutoCloseable {

  /** Skips the test where {@code program} is missing. */
  static void assumeInstalled(String program) {
    boolean installed =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    assumeTrue(installed, program + " is not installed");
  }

  /** Starts it in {@code folder}; its errors are part of what it says. */
  static Coroutine<Peer> start(Path folder, String... command) throws IOException {
    return start(new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true));
  }

  @Async
  static Coroutine<Peer> start(ProcessBuilder builder) throws IOException {
    return Coroutine.of(new Peer(Await.of(Subprocess.exec(builder)), new StringBuilder()));
  }

  /** Gives it a line to read. */
  void tell(String line) {
    process.stdin().write(line + "\n");
  }

  /** The next line that it says. */
  @Async
  Coroutine<String> line() throws IOException {
    String line = Await.of(process.stdout().readLine());
    if (line == null) {
      throw new AssertionError("the peer has ended after it said:\n" + said);
    }
    said.append(line).append('\n');
    return Coroutine.of(line);
  }

  /** The next line that contains {@code part}. */
  @Async
  Coroutine<String> lineWith(String part) throws IOException {
    String line = Await.of(line());
    while (!line.contains(part)) {
      line = Await.of(line());
    }
    return Coroutine.of(line);
  }

  /** What it says until its end. */
  @Async
  Coroutine<String> rest() throws IOException {
    byte[] rest = Await.of(process.stdout().read());
    Await.of(process.waitFor());
    return Coroutine.of(new String(rest, StandardCharsets.UTF_8).strip());
  }

  @Override
  public void close() {
    process.close();
  }
}
