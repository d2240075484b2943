package dev.weft.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.weft.Await;
import dev.weft.Coroutine;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a transport does when its protocol throws. */
abstract class ThrowingConformance extends ClosingConformance {

  /** The connection ends with what the protocol threw, and the loop is told. */
  @Test
  void dataReceivedThatThrows_losesTheConnection() throws Exception {
    class Failing extends RecordingProtocol {
      @Override
      public void dataReceived(ByteBuffer data) {
        throw EXPECTED;
      }
    }
    testFailing(
        Failing::new,
        (client, server) -> {
          client.transport().write(new byte[1]);
          Await.of(server.until(server::isLost));
          assertSame(EXPECTED, server.cause);
          return Coroutine.done();
        });
  }

  @Test
  void eofReceivedThatThrows_losesTheConnection() throws Exception {
    class Failing extends RecordingProtocol {
      @Override
      public boolean eofReceived() {
        throw EXPECTED;
      }
    }
    testFailing(
        Failing::new,
        (client, server) -> {
          client.transport().close();
          Await.of(server.until(server::isLost));
          assertSame(EXPECTED, server.cause);
          return Coroutine.done();
        });
  }

  @Test
  void connectionLostThatThrows_isReported() throws Exception {
    class Failing extends RecordingProtocol {
      @Override
      public void connectionLost(@Nullable Throwable cause) {
        super.connectionLost(cause);
        throw EXPECTED;
      }
    }
    testFailing(
        Failing::new,
        (client, server) -> {
          server.transport().close();
          Await.of(server.until(server::isLost));
          Await.of(client.until(client::isLost));
          return Coroutine.done();
        });
  }

  /** It has nothing to do with the connection, which goes on. */
  @Test
  void pauseWritingThatThrows_isOnlyReported() throws Exception {
    class Failing extends RecordingProtocol {
      @Override
      public void pauseWriting() {
        super.pauseWriting();
        throw EXPECTED;
      }
    }
    testFailing(
        Failing::new,
        (client, server) -> {
          client.transport().pauseReading();
          int written = fill(server);
          client.transport().resumeReading();
          Await.of(client.until(() -> client.received.size() == written));
          Await.of(server.until(() -> server.events.contains("resume")));
          assertFalse(server.transport().isClosing());
          return Coroutine.done();
        });
  }

  @Test
  void resumeWritingThatThrows_isOnlyReported() throws Exception {
    class Failing extends RecordingProtocol {
      @Override
      public void resumeWriting() {
        super.resumeWriting();
        throw EXPECTED;
      }
    }
    testFailing(
        Failing::new,
        (client, server) -> {
          client.transport().pauseReading();
          int written = fill(server);
          client.transport().resumeReading();
          Await.of(client.until(() -> client.received.size() == written));
          assertEquals(List.of("made", "pause", "resume"), server.events);
          assertFalse(server.transport().isClosing());
          return Coroutine.done();
        });
  }
}
