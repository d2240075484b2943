package dev.weft.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.net.Transport;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a transport gives what it receives to its protocol. */
abstract class ReceivingConformance extends ThrowingConformance {

  @Test
  void pauseInConnectionMade_holds() throws Exception {
    class Paused extends RecordingProtocol {
      @Override
      public void connectionMade(Transport transport) {
        super.connectionMade(transport);
        transport.pauseReading();
      }
    }
    test(
        Paused::new,
        (client, server) -> {
          assertFalse(server.transport().isReading());
          client.transport().write("hello".getBytes(UTF_8));
          Await.of(Weft.sleep(Duration.ofMillis(20)));
          assertEquals("", text(server));
          server.transport().resumeReading();
          assertTrue(server.transport().isReading());
          Await.of(receive(server, "hello"));
          return Coroutine.done();
        });
  }

  @Test
  void pauseInDataReceived_holdsTheRest() throws Exception {
    byte[] data = randomBytes(Math.min(300_000, largeAmount()));
    class PausedByEach extends RecordingProtocol {
      @Override
      public void dataReceived(ByteBuffer data) {
        assertTrue(transport().isReading(), "data while paused");
        super.dataReceived(data);
        transport().pauseReading();
      }
    }
    test(
        PausedByEach::new,
        (client, server) -> {
          client.transport().write(data);
          while (server.received.size() < data.length) {
            int before = server.received.size();
            Await.of(server.until(() -> server.received.size() > before));
            server.transport().resumeReading();
          }
          assertArrayEquals(data, server.received.toByteArray());
          return Coroutine.done();
        });
  }

  @Test
  void pauseInDataReceived_holdsTheEnd() throws Exception {
    class PausedByEach extends RecordingProtocol {
      @Override
      public void dataReceived(ByteBuffer data) {
        super.dataReceived(data);
        transport().pauseReading();
      }
    }
    test(
        PausedByEach::new,
        (client, server) -> {
          client.transport().write("x".getBytes(UTF_8));
          client.transport().close();
          Await.of(receive(server, "x"));
          Await.of(Weft.sleep(Duration.ofMillis(20)));
          assertEquals(List.of("made", "data"), server.events);
          server.transport().resumeReading();
          Await.of(server.until(server::isLost));
          assertEquals(List.of("made", "data", "eof", "lost"), server.events);
          return Coroutine.done();
        });
  }

  @Test
  void resumeReading_callsNothingBackAtOnce() throws Exception {
    test(
        (client, server) -> {
          server.transport().pauseReading();
          client.transport().write("hello".getBytes(UTF_8));
          Await.of(Weft.sleep(Duration.ofMillis(20)));
          server.transport().resumeReading();
          assertEquals(List.of("made"), server.events);
          Await.of(receive(server, "hello"));
          return Coroutine.done();
        });
  }

  @Test
  void pausingTwice_isPausingOnce() throws Exception {
    test(
        (client, server) -> {
          assertTrue(server.transport().isReading());
          server.transport().resumeReading();
          assertTrue(server.transport().isReading());
          server.transport().pauseReading();
          server.transport().pauseReading();
          assertFalse(server.transport().isReading());
          server.transport().resumeReading();
          server.transport().resumeReading();
          assertTrue(server.transport().isReading());
          client.transport().write("hello".getBytes(UTF_8));
          Await.of(receive(server, "hello"));
          return Coroutine.done();
        });
  }

  @Test
  void pausingAndResuming_losesNothing() throws Exception {
    test(
        (client, server) -> {
          for (int i = 1; i <= 20; i++) {
            int size = i;
            server.transport().pauseReading();
            client.transport().write(new byte[1]);
            Await.of(Weft.sleep(Duration.ZERO));
            assertTrue(server.received.size() < size);
            server.transport().resumeReading();
            Await.of(server.until(() -> server.received.size() == size));
          }
          return Coroutine.done();
        });
  }
}
