package dev.weft.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a transport does at the end of a connection, and in which order. */
abstract class ClosingConformance extends Conformance {

  /** The client closes: what it wrote comes, then the end, and both ends are told once. */
  @Test
  void close_sendsWhatWasWritten_andBothEndsAreTold() throws Exception {
    byte[] data = randomBytes(Math.min(300_000, largeAmount()));
    test(
        (client, server) -> {
          client.transport().write(data);
          client.transport().close();
          assertTrue(client.transport().isClosing());
          assertFalse(client.transport().isReading());
          Await.of(server.until(server::isLost));
          Await.of(client.until(client::isLost));
          assertArrayEquals(data, server.received.toByteArray());
          assertEquals(List.of("made", "data", "eof", "lost"), server.events);
          assertNull(client.cause);
          assertNull(server.cause);
          return Coroutine.done();
        });
  }

  @Test
  void loss_isToldInALaterPass() throws Exception {
    test(
        (client, server) -> {
          client.transport().close();
          assertFalse(client.isLost());
          server.transport().abort();
          assertFalse(server.isLost());
          return Coroutine.done();
        });
  }

  @Test
  void closingAgain_hasNoEffect() throws Exception {
    test(
        (client, server) -> {
          client.transport().close();
          client.transport().close();
          Await.of(client.until(client::isLost));
          client.transport().close();
          client.transport().abort();
          return Coroutine.done();
        });
  }

  @Test
  void dataAfterClose_isDropped() throws Exception {
    test(
        (client, server) -> {
          server.transport().write("too late".getBytes(UTF_8));
          client.transport().close();
          Await.of(client.until(client::isLost));
          assertEquals("", text(client));
          return Coroutine.done();
        });
  }

  @Test
  void abort_dropsWhatWaits() throws Exception {
    test(
        (client, server) -> {
          server.transport().pauseReading();
          int written = fill(client);
          client.transport().abort();
          assertTrue(client.transport().isClosing());
          Await.of(client.until(client::isLost));
          assertNull(client.cause);
          assertEquals(0, client.transport().getWriteBufferSize());
          server.transport().resumeReading();
          Await.of(server.until(server::isLost));
          assertTrue(server.received.size() < written);
          return Coroutine.done();
        });
  }

  @Test
  void abortWhileDataComes_isTheEndOfIt() throws Exception {
    byte[] data = randomBytes(Math.min(300_000, largeAmount()));
    class Aborting extends RecordingProtocol {
      @Override
      public void dataReceived(ByteBuffer data) {
        assertFalse(transport().isClosing());
        super.dataReceived(data);
        transport().abort();
        assertTrue(transport().isClosing());
      }
    }
    test(
        Aborting::new,
        (client, server) -> {
          client.transport().write(data);
          Await.of(server.until(server::isLost));
          assertNull(server.cause);
          return Coroutine.done();
        });
  }

  @Test
  void closeWhileDataComes_isTheEndOfIt() throws Exception {
    byte[] data = randomBytes(Math.min(300_000, largeAmount()));
    class Closing extends RecordingProtocol {
      @Override
      public void dataReceived(ByteBuffer data) {
        assertFalse(transport().isClosing());
        super.dataReceived(data);
        transport().close();
        assertTrue(transport().isClosing());
      }
    }
    test(
        Closing::new,
        (client, server) -> {
          client.transport().write(data);
          Await.of(server.until(server::isLost));
          assertNull(server.cause);
          assertEquals(List.of("made", "data", "lost"), server.events);
          Await.of(client.until(client::isLost));
          return Coroutine.done();
        });
  }

  @Test
  void abort_endsThePeersConnectionToo() throws Exception {
    test(
        (client, server) -> {
          client.transport().abort();
          Await.of(server.until(server::isLost));
          return Coroutine.done();
        });
  }

  /** What was written before the close still comes, however long it takes. */
  @Test
  void close_waitsForASlowReader() throws Exception {
    test(
        (client, server) -> {
          server.transport().pauseReading();
          int written = fill(client);
          client.transport().close();
          Await.of(Weft.sleep(Duration.ofMillis(20)));
          assertTrue(client.transport().isClosing());
          assertFalse(client.isLost());
          assertTrue(client.transport().getWriteBufferSize() > 0);
          assertEquals(0, server.received.size());
          server.transport().resumeReading();
          Await.of(server.until(server::isLost));
          Await.of(client.until(client::isLost));
          assertEquals(written, server.received.size());
          assertNull(client.cause);
          return Coroutine.done();
        });
  }

  @Test
  void abortWhileClosing_dropsTheRest() throws Exception {
    test(
        (client, server) -> {
          server.transport().pauseReading();
          fill(client);
          client.transport().close();
          client.transport().abort();
          Await.of(client.until(client::isLost));
          assertNull(client.cause);
          return Coroutine.done();
        });
  }

  @Test
  void writeAfterClose_throwsNothing_andTakesTheData() throws Exception {
    test(
        (client, server) -> {
          client.transport().close();
          ByteBuffer data = ByteBuffer.allocate(10);
          client.transport().write(data);
          assertFalse(data.hasRemaining());
          client.transport().writeLines(List.of(ByteBuffer.allocate(10)));
          Await.of(client.until(client::isLost));
          assertNull(client.cause);
          return Coroutine.done();
        });
  }

  @Test
  void close_endsAPausedTransport() throws Exception {
    test(
        (client, server) -> {
          client.transport().pauseReading();
          client.transport().close();
          client.transport().pauseReading();
          client.transport().resumeReading();
          assertFalse(client.transport().isReading());
          Await.of(client.until(client::isLost));
          Await.of(server.until(server::isLost));
          return Coroutine.done();
        });
  }

  @Test
  void peersEnd_isTold_whenReadingGoesOn() throws Exception {
    test(
        (client, server) -> {
          server.transport().pauseReading();
          client.transport().write("last words".getBytes(UTF_8));
          client.transport().close();
          Await.of(Weft.sleep(Duration.ofMillis(20)));
          assertEquals(List.of("made"), server.events);
          server.transport().resumeReading();
          Await.of(server.until(server::isLost));
          assertEquals("last words", text(server));
          assertEquals(List.of("made", "data", "eof", "lost"), server.events);
          assertNull(server.cause);
          return Coroutine.done();
        });
  }
}
