package dev.weft.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.net.StreamProtocol;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MemoryTransportTest {

  private static final LinkOptions STANDARD = LinkOptions.standard();

  // ---- what every transport must do ----

  @Nested
  class Standard extends TransportConformance {
    @Override
    protected Coroutine<?> connect(StreamProtocol client, StreamProtocol server) {
      MemoryTransport.pair(client, server);
      return Coroutine.done();
    }
  }

  @Nested
  @Tag("slow")
  class SingleBytes extends TransportConformance {
    @Override
    protected Coroutine<?> connect(StreamProtocol client, StreamProtocol server) {
      LinkOptions bytes = STANDARD.withMaxSegment(1).withCapacity(2_000);
      MemoryTransport.pair(client, server, bytes, bytes, 0);
      return Coroutine.done();
    }

    @Override
    protected int largeAmount() {
      return 8_000;
    }
  }

  @Nested
  class SlowAndShuffled extends TransportConformance {
    @Override
    protected Coroutine<?> connect(StreamProtocol client, StreamProtocol server) {
      LinkOptions slow =
          STANDARD
              .withLatency(Duration.ofMillis(50))
              .withJitter(Duration.ofMillis(30))
              .withRandomSegments(10_000);
      MemoryTransport.pair(client, server, slow, slow, 7);
      return Coroutine.done();
    }

    @Override
    protected TestLoop newLoop() {
      return new TestLoop(TestOptions.standard().withSeed(7L));
    }
  }

  // ---- what is between the ends ----

  /** Writes down the sizes of the pieces that come. */
  private static final class Sizes extends RecordingProtocol {
    final List<Integer> sizes = new ArrayList<>();

    @Override
    public void dataReceived(ByteBuffer data) {
      sizes.add(data.remaining());
      super.dataReceived(data);
    }
  }

  private static List<Integer> sizes(LinkOptions options, long seed) {
    try (TestLoop loop = new TestLoop()) {
      return loop.run(
          () -> {
            Sizes server = new Sizes();
            RecordingProtocol client = new RecordingProtocol();
            var pair = MemoryTransport.pair(client, server, options, STANDARD, seed);
            pair.first().write(new byte[10]);
            Await.of(server.until(() -> server.received.size() == 10));
            pair.first().close();
            return Coroutine.of(server.sizes);
          });
    }
  }

  @Test
  void segments_areAsLargeAsTheOptionsSay() {
    assertEquals(List.of(10), sizes(STANDARD, 0));
    assertEquals(List.of(4, 4, 2), sizes(STANDARD.withMaxSegment(4), 0));
    assertEquals(10, sizes(STANDARD.withMaxSegment(1), 0).size());
  }

  @Test
  void randomSegments_areThoseOfTheSeed() {
    LinkOptions random = STANDARD.withRandomSegments(4);
    assertEquals(sizes(random, 5), sizes(random, 5));
    assertEquals(
        10, sizes(random, 5).stream().mapToInt(Integer::intValue).sum(), "nothing is lost");
  }

  @Test
  void latency_isVirtualTime() {
    try (TestLoop loop = new TestLoop()) {
      loop.run(
          () -> {
            RecordingProtocol server = new RecordingProtocol();
            LinkOptions slow = STANDARD.withLatency(Duration.ofSeconds(3));
            var pair = MemoryTransport.pair(new RecordingProtocol(), server, slow, STANDARD, 0);
            pair.first().write("hello".getBytes(UTF_8));
            Await.of(server.until(() -> server.received.size() == 5));
            assertEquals(Duration.ofSeconds(3), loop.time());
            pair.first().close();
            return Coroutine.done();
          });
    }
  }

  @Test
  void reset_comesAfterItsByte_andBothEndsAreTold() {
    for (int offset = 0; offset <= 5; offset++) {
      LinkOptions broken = STANDARD.withResetAfter(offset);
      int expected = offset;
      try (TestLoop loop = new TestLoop()) {
        loop.run(
            () -> {
              RecordingProtocol client = new RecordingProtocol();
              RecordingProtocol server = new RecordingProtocol();
              var pair = MemoryTransport.pair(client, server, broken, STANDARD, 0);
              pair.first().write("hello".getBytes(UTF_8));
              Await.of(server.until(server::isLost));
              Await.of(client.until(client::isLost));
              assertEquals("hello".substring(0, expected), server.received.toString(UTF_8));
              assertInstanceOf(SocketException.class, server.cause);
              assertInstanceOf(SocketException.class, client.cause);
              return Coroutine.done();
            });
      }
    }
  }

  @Test
  void options_areChecked() {
    assertThrows(IllegalArgumentException.class, () -> STANDARD.withMaxSegment(0));
    assertThrows(IllegalArgumentException.class, () -> STANDARD.withCapacity(0));
    assertThrows(IllegalArgumentException.class, () -> STANDARD.withResetAfter(-2));
    assertThrows(IllegalArgumentException.class, () -> STANDARD.withLatency(Duration.ofMillis(-1)));
  }
}
