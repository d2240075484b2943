package dev.weft.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.TimeoutException;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.internal.tls.TestCertificates;
import dev.weft.net.FaultyRelay.Fault;
import dev.weft.net.FaultyRelay.Plan;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Clients that behave and clients that do not, at the same servers, for minutes: {@code -Psoak
 * -Dweft.soak.minutes=3}. At the end every byte of those that behave has come back, and no task,
 * thread or descriptor is left.
 */
@EnabledIfSystemProperty(named = "weft.soak", matches = "true")
class NetworkSoakTest {

  private static final Duration LENGTH =
      Duration.ofMinutes(Integer.getInteger("weft.soak.minutes", 3));

  private static final int CLIENTS = 40;
  private static final int MAX_SIZE = 300_000;

  /** No exchange may take longer: one that does has been forgotten by somebody. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final List<Object> reported = new ArrayList<>();
  private final TreeMap<String, Integer> counts = new TreeMap<>();
  private long bytes;

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  @Test
  void mixOfEverything_losesNothing() throws Exception {
    soak(Duration.ofMillis(500)); // what is made once for all is made now
    Resources before = Resources.now();
    counts.clear();
    bytes = 0;

    soak(LENGTH);

    System.out.println(bytes + " bytes came back; " + counts);
    assertEquals(List.of(), reported);
    before.assertGivenBack();
  }

  private void soak(Duration length) throws Exception {
    Weft.run(
        () -> {
          EventLoop.running().setExceptionHandler((loop, context) -> reported.add(context));
          long end = System.nanoTime() + length.toNanos();
          ServerOptions plain = ServerOptions.on("127.0.0.1", 0);
          ServerOptions encrypted = plain.tls(TlsOptions.of(TestCertificates.server()));
          try (Server server = Await.of(Net.startServer(NetworkSoakTest::echo, plain));
              Server tlsServer = Await.of(Net.startServer(NetworkSoakTest::echo, encrypted))) {
            List<Integer> clients = IntStream.range(0, CLIENTS).boxed().toList();
            Await.of(
                Weft.map(
                    clients,
                    CLIENTS,
                    number -> client(new Random(number), port(server), port(tlsServer), end)));
            for (Server each : List.of(server, tlsServer)) {
              each.close();
              Await.of(Weft.waitFor(each.waitClosed(), LIMIT));
            }
          }
          assertEquals(1, Weft.allTasks().size(), () -> Weft.allTasks().toString());
          return Coroutine.done();
        });
  }

  private static int port(Server server) {
    return ((InetSocketAddress) server.addresses().get(0)).getPort();
  }

  @Async
  private static Coroutine<Void> echo(StreamReader reader, StreamWriter writer) {
    try (writer) {
      byte[] data = Await.of(reader.read(65_536));
      while (data.length > 0) {
        writer.write(data);
        Await.of(writer.drain());
        data = Await.of(reader.read(65_536));
      }
    } catch (IOException broken) {
      writer.transport().abort();
    }
    return Coroutine.done();
  }

  // ---- clients ----

  /** Behaves and misbehaves in turn, as chance has it. */
  @Async
  private Coroutine<Void> client(Random random, int port, int tlsPort, long end) throws Exception {
    while (System.nanoTime() < end) {
      boolean tls = random.nextBoolean();
      int to = tls ? tlsPort : port;
      byte[] data = new byte[1 + random.nextInt(MAX_SIZE)];
      random.nextBytes(data);
      switch (random.nextInt(6)) {
        case 0 -> Await.of(behave(to, tls, data));
        case 1 -> Await.of(halfClose(port, data));
        case 2 -> Await.of(breakOff(to, tls, data, random));
        case 3 -> Await.of(giveUp(to, tls, data, random));
        case 4 -> Await.of(vanish(to, random));
        default -> Await.of(pester(to, random));
      }
    }
    return Coroutine.done();
  }

  /** Everything comes back, and the end is clean. */
  @Async
  private Coroutine<Void> behave(int port, boolean tls, byte[] data) throws IOException {
    try (Streams streams = Await.of(Net.openConnection(to(port, tls)))) {
      assertEquals(data.length, Await.of(Weft.waitFor(exchange(streams, data, false), LIMIT)));
      streams.close();
      Await.of(Weft.waitFor(streams.writer().waitClosed(), LIMIT));
    }
    bytes += data.length;
    count(tls ? "TLS exchange" : "exchange");
    return Coroutine.done();
  }

  /** Everything comes back after the client has said that it is all. */
  @Async
  private Coroutine<Void> halfClose(int port, byte[] data) throws IOException {
    try (Streams streams = Await.of(Net.openConnection(to(port, false)))) {
      Task<byte[]> back = Weft.createTask(() -> streams.reader().read());
      streams.writer().write(data);
      streams.writer().writeEof();
      byte[] all = Await.of(Weft.waitFor(back, LIMIT), IOException.class);
      assertTrue(Arrays.equals(data, all), "all comes back");
    }
    bytes += data.length;
    count("half-close");
    return Coroutine.done();
  }

  /** The connection breaks somewhere. */
  @Async
  private Coroutine<Void> breakOff(int port, boolean tls, byte[] data, Random random)
      throws Exception {
    Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
    Plan plan = new Plan(fault, random.nextBoolean(), random.nextInt(data.length));
    boolean silent = fault == Fault.STALL || fault == Fault.GARBAGE;
    boolean garbled = fault == Fault.GARBAGE && !tls;
    Duration patience = silent ? Duration.ofMillis(random.nextInt(300)) : LIMIT;
    Await.of(
        FaultyRelay.run(port, plan, relay -> tryIt(relay, tls, data, garbled, patience, silent)));
    count(fault.toString());
    return Coroutine.done();
  }

  /** The client loses patience in the middle. */
  @Async
  private Coroutine<Void> giveUp(int port, boolean tls, byte[] data, Random random)
      throws Exception {
    Await.of(tryIt(port, tls, data, false, Duration.ofMillis(random.nextInt(30)), true));
    count("cancel");
    return Coroutine.done();
  }

  /** A client that has not even begun to shake hands, or has begun with something else. */
  @Async
  private Coroutine<Void> vanish(int port, Random random) throws IOException {
    try (Streams streams = Await.of(Net.openConnection(to(port, false)))) {
      byte[] greeting = new byte[random.nextInt(50)];
      random.nextBytes(greeting);
      streams.writer().write(greeting);
      if (random.nextBoolean()) {
        FaultyRelay.reset(streams.writer().transport());
      }
    }
    count("vanish");
    return Coroutine.done();
  }

  /** Many connections at once, of which none says anything. */
  @Async
  private Coroutine<Void> pester(int port, Random random) throws IOException {
    List<Streams> open = new ArrayList<>();
    try {
      for (int i = random.nextInt(20); i > 0; i--) {
        open.add(Await.of(Net.openConnection(to(port, false))));
      }
      Await.of(Weft.sleep(Duration.ofMillis(random.nextInt(20))));
    } finally {
      open.forEach(Streams::close);
    }
    count("silence");
    return Coroutine.done();
  }

  // ---- what they do ----

  private static ConnectOptions to(int port, boolean tls) {
    ConnectOptions plain = ConnectOptions.to("127.0.0.1", port);
    TlsOptions client =
        TlsOptions.of(TestCertificates.client())
            .serverHostName("localhost")
            .shutdownTimeout(Duration.ofSeconds(1));
    return tls ? plain.tls(client) : plain;
  }

  @Async
  private static Coroutine<Void> tryIt(
      int port, boolean tls, byte[] data, boolean garbled, Duration patience, boolean mayTimeOut) {
    try {
      Await.of(Weft.waitFor(connectAndExchange(port, tls, data, garbled), patience));
    } catch (TimeoutException e) {
      assertTrue(mayTimeOut, "a client waits for ever");
    } catch (IOException broken) {
      // as planned
    }
    return Coroutine.done();
  }

  @Async
  private static Coroutine<Integer> connectAndExchange(
      int port, boolean tls, byte[] data, boolean garbled) throws IOException {
    try (Streams streams = Await.of(Net.openConnection(to(port, tls)))) {
      return Coroutine.of(Await.of(exchange(streams, data, garbled)));
    }
  }

  /** Sends {@code data} and at the same time checks what comes back. Gives how much that is. */
  private static Coroutine<Integer> exchange(Streams streams, byte[] data, boolean garbled)
      throws IOException {
    return TaskGroup.run(
        group -> {
          Task<Integer> back = group.createTask(() -> check(streams.reader(), data, garbled));
          StreamWriter writer = streams.writer();
          for (int from = 0; from < data.length; from += 50_000) {
            writer.write(ByteBuffer.wrap(data, from, Math.min(50_000, data.length - from)));
            Await.of(writer.drain());
          }
          return Coroutine.of(Await.of(back, IOException.class));
        });
  }

  @Async
  private static Coroutine<Integer> check(StreamReader reader, byte[] expected, boolean garbled)
      throws IOException {
    int count = 0;
    while (count < expected.length) {
      byte[] piece = Await.of(reader.read(20_000));
      if (piece.length == 0) {
        break;
      }
      boolean right =
          count + piece.length <= expected.length
              && Arrays.equals(piece, 0, piece.length, expected, count, count + piece.length);
      if (!right) {
        assertTrue(garbled, "what comes back is not what was sent");
        break;
      }
      count += piece.length;
    }
    return Coroutine.of(count);
  }
}
