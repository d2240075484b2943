package dev.weft.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.net.WriteTransport.WriteBufferLimits;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a transport sends, and tells its protocol to stop and to go on writing. */
abstract class SendingConformance extends BufferedConformance {

  @Test
  void write_takesTheDataAtOnce() throws Exception {
    byte[] expected = randomBytes(Math.min(400_000, largeAmount()));
    test(
        (client, server) -> {
          byte[] data = expected.clone();
          ByteBuffer buffer = ByteBuffer.wrap(data);
          client.transport().write(buffer);
          assertFalse(buffer.hasRemaining());
          Arrays.fill(data, (byte) 0);
          Await.of(server.until(() -> server.received.size() == expected.length));
          assertArrayEquals(expected, server.received.toByteArray());
          return Coroutine.done();
        });
  }

  @Test
  void writeLines_keepsTheOrder() throws Exception {
    test(
        (client, server) -> {
          client.transport().write(new byte[0]);
          client.transport().write("a".getBytes(UTF_8));
          client
              .transport()
              .writeLines(
                  List.of(ByteBuffer.wrap("b".getBytes(UTF_8)), ByteBuffer.wrap(new byte[] {'c'})));
          client.transport().write("d".getBytes(UTF_8));
          Await.of(receive(server, "abcd"));
          return Coroutine.done();
        });
  }

  @Test
  void writerIsToldToStop_andToGoOn() throws Exception {
    test(
        (client, server) -> {
          server.transport().pauseReading();
          int written = fill(client);
          assertEquals(LOW_LIMITS, client.transport().getWriteBufferLimits());
          assertTrue(client.transport().getWriteBufferSize() > LOW_LIMITS.high());
          client.transport().write(new byte[LOW_LIMITS.high()]);
          server.transport().resumeReading();
          Await.of(client.until(() -> client.events.contains("resume")));
          assertTrue(client.transport().getWriteBufferSize() <= LOW_LIMITS.low());
          Await.of(server.until(() -> server.received.size() == written + LOW_LIMITS.high()));
          assertEquals(List.of("made", "pause", "resume"), client.events);
          return Coroutine.done();
        });
  }

  /** Told to stop above the high limit, not at it. */
  @Test
  void highLimit_isWhatMayWait() throws Exception {
    test(
        (client, server) -> {
          server.transport().pauseReading();
          fill(client);
          int waiting = client.transport().getWriteBufferSize();
          server.transport().resumeReading();
          Await.of(client.until(() -> client.events.contains("resume")));
          server.transport().pauseReading();
          client.transport().setWriteBufferLimits(new WriteBufferLimits(0, 1 << 30));
          while (client.transport().getWriteBufferSize() < waiting) {
            client.transport().write(new byte[1_000]);
          }
          int now = client.transport().getWriteBufferSize();
          client.events.clear();
          client.transport().setWriteBufferLimits(WriteBufferLimits.ofHigh(now));
          assertEquals(List.of(), client.events);
          client.transport().write(new byte[1]);
          assertEquals(List.of("pause"), client.events);
          client.events.add(0, "made"); // for the check at the end
          return Coroutine.done();
        });
  }

  @Test
  void lowerLimits_tellAtOnce_onceOnly() throws Exception {
    test(
        (client, server) -> {
          server.transport().pauseReading();
          client.transport().setWriteBufferLimits(new WriteBufferLimits(0, 1 << 30));
          while (client.transport().getWriteBufferSize() < 100) {
            client.transport().write(new byte[16 * 1024]);
          }
          assertEquals(List.of("made"), client.events);
          client.transport().setWriteBufferLimits(new WriteBufferLimits(10, 50));
          client.transport().setWriteBufferLimits(new WriteBufferLimits(10, 40));
          client.transport().write(new byte[1]);
          assertEquals(List.of("made", "pause"), client.events);
          server.transport().resumeReading();
          Await.of(client.until(() -> client.events.contains("resume")));
          return Coroutine.done();
        });
  }

  @Test
  void nothingWaits_atTheBeginningAndTheEnd() throws Exception {
    byte[] data = randomBytes(Math.min(300_000, largeAmount()));
    test(
        (client, server) -> {
          assertEquals(0, client.transport().getWriteBufferSize());
          assertEquals(WriteBufferLimits.STANDARD, client.transport().getWriteBufferLimits());
          client.transport().write(data);
          Await.of(server.until(() -> server.received.size() == data.length));
          Await.of(Weft.sleep(Duration.ofMillis(1)));
          assertEquals(0, client.transport().getWriteBufferSize());
          return Coroutine.done();
        });
  }

  @Test
  void emptyWrites_sendNothing() throws Exception {
    test(
        (client, server) -> {
          client.transport().write(new byte[0]);
          client.transport().writeLines(List.of());
          client.transport().writeLines(List.of(ByteBuffer.allocate(0), ByteBuffer.allocate(0)));
          Await.of(Weft.sleep(Duration.ofMillis(20)));
          assertEquals(List.of("made"), server.events);
          assertEquals(List.of("made"), client.events);
          assertEquals(0, client.transport().getWriteBufferSize());
          return Coroutine.done();
        });
  }

  @Test
  void manyLines_arriveWhole() throws Exception {
    byte[] data = randomBytes(Math.min(200_000, largeAmount()));
    test(
        (client, server) -> {
          List<ByteBuffer> lines = new ArrayList<>();
          for (int i = 0; i < data.length; i += 100) {
            lines.add(ByteBuffer.wrap(data, i, Math.min(100, data.length - i)));
            lines.add(ByteBuffer.allocate(0));
          }
          client.transport().writeLines(lines);
          assertTrue(lines.stream().noneMatch(ByteBuffer::hasRemaining));
          client.transport().write("end".getBytes(UTF_8));
          Await.of(server.until(() -> server.received.size() == data.length + 3));
          byte[] received = server.received.toByteArray();
          assertArrayEquals(data, Arrays.copyOf(received, data.length));
          assertEquals("end", new String(received, data.length, 3, UTF_8));
          return Coroutine.done();
        });
  }

  @Test
  void writeInDataReceived_isSent() throws Exception {
    byte[] data = randomBytes(Math.min(300_000, largeAmount()));
    class Echo extends RecordingProtocol {
      @Override
      public void dataReceived(ByteBuffer data) {
        transport().write(data.duplicate());
        super.dataReceived(data);
      }
    }
    test(
        Echo::new,
        (client, server) -> {
          client.transport().write(data);
          Await.of(client.until(() -> client.received.size() == data.length));
          assertArrayEquals(data, client.received.toByteArray());
          return Coroutine.done();
        });
  }

  @Test
  void largeAmountsBothWays_arriveWhole() throws Exception {
    byte[] there = randomBytes(largeAmount());
    byte[] back = randomBytes(largeAmount() - 1);
    test(
        (client, server) -> {
          client.transport().write(there);
          server.transport().write(back);
          Await.of(server.until(() -> server.received.size() == there.length));
          Await.of(client.until(() -> client.received.size() == back.length));
          assertArrayEquals(there, server.received.toByteArray());
          assertArrayEquals(back, client.received.toByteArray());
          return Coroutine.done();
        });
  }

  @Test
  void writeAfterTheLoss_isDropped() throws Exception {
    test(
        (client, server) -> {
          client.transport().abort();
          Await.of(client.until(client::isLost));
          ByteBuffer data = ByteBuffer.allocate(10);
          client.transport().write(data);
          assertFalse(data.hasRemaining());
          assertEquals(0, client.transport().getWriteBufferSize());
          return Coroutine.done();
        });
  }

  /** The end alone leaves the other direction open, if the peer's protocol wants it. */
  @Test
  void writeEof_leavesTheWayBackOpen_orIsRefused() throws Exception {
    test(
        (client, server) -> {
          if (!client.transport().canWriteEof()) {
            assertThrows(UnsupportedOperationException.class, client.transport()::writeEof);
            return Coroutine.done();
          }
          server.keepOpen = true;
          client.transport().write("question".getBytes(UTF_8));
          client.transport().writeEof();
          assertThrows(IllegalStateException.class, () -> client.transport().write(new byte[1]));
          Await.of(server.until(() -> server.events.contains("eof")));
          assertEquals("question", text(server));
          assertFalse(server.transport().isClosing());
          server.transport().write("answer".getBytes(UTF_8));
          server.transport().close();
          Await.of(client.until(client::isLost));
          assertEquals("answer", text(client));
          return Coroutine.done();
        });
  }

  @Test
  void writeEof_comesAfterWhatWaits() throws Exception {
    test(
        (client, server) -> {
          if (client.transport().canWriteEof()) {
            server.keepOpen = true;
            server.transport().pauseReading();
            int written = fill(client);
            client.transport().writeEof();
            client.transport().writeEof();
            assertThrows(
                IllegalStateException.class, () -> client.transport().writeLines(List.of()));
            server.transport().resumeReading();
            Await.of(server.until(() -> server.events.contains("eof")));
            assertEquals(written, server.received.size());
            assertFalse(client.transport().isClosing());
            assertTrue(client.transport().isReading());
          }
          return Coroutine.done();
        });
  }

  /** A protocol that does not want the way back: what it has written before is still sent. */
  @Test
  void eofReceivedThatReturnsFalse_closes_whenAllIsSent() throws Exception {
    test(
        (client, server) -> {
          if (client.transport().canWriteEof()) {
            client.transport().pauseReading();
            int written = fill(server);
            client.transport().writeEof();
            Await.of(server.until(() -> server.events.contains("eof")));
            assertTrue(server.transport().isClosing());
            assertFalse(server.isLost());
            client.transport().resumeReading();
            Await.of(client.until(client::isLost));
            assertEquals(written, client.received.size());
            assertNull(server.cause);
          }
          return Coroutine.done();
        });
  }
}
