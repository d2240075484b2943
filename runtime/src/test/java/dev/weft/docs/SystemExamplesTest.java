package dev.weft.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.weft.AsyncFuture;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Runner;
import dev.weft.Task;
import dev.weft.VirtualTime;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.Net;
import dev.weft.process.Output;
import dev.weft.process.Subprocess;
import dev.weft.process.SubprocessProtocol;
import dev.weft.spi.Instrument;
import dev.weft.spi.LoopConfig;
import dev.weft.spi.ReadyOrder;
import dev.weft.spi.Resolver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The examples of {@code dev.weft.process} and {@code dev.weft.spi}. */
class SystemExamplesTest {

  private final List<String> log = new ArrayList<>();

  @Test
  void child_isRead() throws IOException {
    Weft.run(
        () -> {
          try (Subprocess child =
              Await.of(Subprocess.exec("sh", "-c", "echo one; echo two; exit 3"))) {
            for (String line; (line = Await.of(child.stdout().readLine())) != null; ) {
              log.add(line);
            }
            log.add("exit code " + Await.of(child.waitFor()));
          }
          return Coroutine.done();
        });
    assertEquals(List.of("one", "two", "exit code 3"), log);
  }

  @Test
  void child_sorts() throws IOException {
    Weft.run(
        () -> {
          try (Subprocess sort = Await.of(Subprocess.exec("sort"))) {
            Output output = Await.of(sort.communicate("b\na\n".getBytes(UTF_8)));
            log.add(new String(output.stdout(), UTF_8));
          }
          return Coroutine.done();
        });
    assertEquals(List.of("a\nb\n"), log);
  }

  static class Progress implements SubprocessProtocol {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    final AsyncFuture<String> ended = EventLoop.running().createFuture();

    public void pipeDataReceived(int fd, ByteBuffer data) {
      while (data.hasRemaining()) {
        output.write(data.get());
      }
    }

    public void connectionLost(Throwable cause) {
      ended.setResult(output.toString());
    }
  }

  @Test
  void child_tellsItsProtocol() throws IOException {
    Weft.run(
        () -> {
          var child = Await.of(Subprocess.subprocessShell(Progress::new, "echo one; echo two"));
          String said = Await.of(child.protocol().ended);
          assertEquals("one\ntwo\n", said);
          return Coroutine.done();
        });
  }

  @Async
  private static Coroutine<String> greet(String name) {
    Await.of(Weft.sleep(Duration.ofMillis(10)));
    return Coroutine.of("hello " + name);
  }

  @Test
  void config_isUsed() {
    LoopConfig config = LoopConfig.standard().withYieldBudget(0); // as asyncio has none
    try (Runner runner = new Runner(() -> EventLoop.create(config))) {
      log.add(runner.run(greet("ada")));
    }
    assertEquals(List.of("hello ada"), log);
  }

  @Test
  void order_isShuffled() {
    int seed = 7;
    ReadyOrder shuffled = new Random(seed)::nextInt;
    EventLoop loop = EventLoop.create(LoopConfig.standard().withOrder(shuffled));
    List<String> expected = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    expected.forEach(number -> loop.callSoon(() -> log.add(number)));
    loop.callSoon(loop::stop); // after this pass
    loop.runForever();
    loop.close();
    assertNotEquals(expected, log);
    assertEquals(expected, log.stream().sorted().toList());
  }

  static class Steps implements Instrument {
    private final Map<String, Integer> count = new TreeMap<>();

    public void afterStep(Task<?> task) {
      count.merge(task.name(), 1, Integer::sum);
    }
  }

  @Test
  void instrument_counts() {
    Steps steps = new Steps();
    VirtualTime.run(
        () -> {
          EventLoop.running().addInstrument(steps);
          Await.of(Weft.createTask(greet("ada"), "greeter"));
          return Coroutine.done();
        });
    assertEquals(2, steps.count.get("greeter"));
  }

  @Test
  void resolver_isAsked() throws IOException {
    Resolver local = host -> List.of(InetAddress.getLoopbackAddress());
    EventLoop loop = EventLoop.create(LoopConfig.standard().withResolver(local));
    try (Runner runner = new Runner(() -> loop)) {
      InetAddress found =
          runner.run(() -> Net.getaddrinfo("anything.example", 80)).get(0).getAddress();
      assertEquals(InetAddress.getLoopbackAddress(), found);
    }
  }
}
