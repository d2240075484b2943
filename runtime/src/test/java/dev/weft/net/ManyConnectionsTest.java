package dev.weft.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.weft.Await;
import dev.weft.ChildJvm;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server in a process of its own has ten thousand connections, or what the system allows. */
@Tag("slow")
@Timeout(120)
class ManyConnectionsTest {

  private static final int MANY = 10_000;

  /** The descriptors that the test and the JVM need for other things. */
  private static final int SPARE = 500;

  /** Sends back what it gets; asked how many there are, it says that. */
  static final class Echo implements Protocol {

    private static final Set<Echo> OPEN = new HashSet<>();

    private Transport transport;

    public static void main(String[] arguments) throws Exception {
      Weft.run(
          () -> {
            ServerOptions options = ServerOptions.on("127.0.0.1", 0).backlog(1_000);
            try (Server server = Await.of(Net.createServer(Echo::new, options))) {
              System.out.println(((InetSocketAddress) server.addresses().get(0)).getPort());
              Await.of(server.serveForever());
            }
            return Coroutine.done();
          });
    }

    @Override
    public void connectionMade(Transport made) {
      transport = made;
      OPEN.add(this);
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      if (data.get(data.position()) == '?') {
        transport.write((OPEN.size() + "\n").getBytes());
      } else {
        transport.write(data);
      }
    }

    @Override
    public void connectionLost(@Nullable Throwable cause) {
      OPEN.remove(this);
    }
  }

  private static int allowed() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? (int) Math.min(MANY, unix.getMaxFileDescriptorCount() - SPARE)
        : MANY;
  }

  @Test
  void tenThousandConnections_areServed_andAllGivenBack() throws Exception {
    int count = allowed();
    assumeTrue(count >= 1_000, "the system allows few open files: raise ulimit -n");
    try (ChildJvm server = ChildJvm.start(Echo.class, Map.of())) {
      int port = Integer.parseInt(server.line());
      Weft.run(() -> connectAndVanish(port, count));
    }
  }

  @Async
  private static Coroutine<Void> connectAndVanish(int port, int count) throws IOException {
    List<Integer> numbers = IntStream.range(0, count).boxed().toList();
    List<Streams> open =
        Await.of(Weft.map(numbers, 500, n -> Net.openConnection("127.0.0.1", port)));
    Streams control = Await.of(Net.openConnection("127.0.0.1", port));

    Await.of(Weft.map(open, count, ManyConnectionsTest::echo));
    assertEquals(count + 1, Await.of(connections(control)));

    for (int i = 0; i < count; i++) {
      if (i % 2 == 0) {
        open.get(i).close();
      } else {
        FaultyRelay.reset(open.get(i).writer().transport());
      }
    }
    while (Await.of(connections(control)) > 1) {
      Await.of(Weft.sleep(Duration.ofMillis(10)));
    }
    control.close();
    return Coroutine.done();
  }

  @Async
  private static Coroutine<Void> echo(Streams streams) throws IOException {
    streams.writer().write("hello\n");
    assertEquals("hello", Await.of(streams.reader().readLine()));
    return Coroutine.done();
  }

  @Async
  private static Coroutine<Integer> connections(Streams streams) throws IOException {
    streams.writer().write("?");
    return Coroutine.of(Integer.parseInt(Await.of(streams.reader().readLine())));
  }
}
