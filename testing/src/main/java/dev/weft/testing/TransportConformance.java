package dev.weft.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.net.BaseProtocol;
import dev.weft.net.Net;
import dev.weft.net.StreamProtocol;
import dev.weft.net.Streams;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every transport must do, as JUnit tests: extend this class, and say how to connect.
 *
 * <pre>{@code
 * class Standard extends TransportConformance {
 *   @Override
 *   protected Coroutine<?> connect(StreamProtocol client, StreamProtocol server) {
 *     MemoryTransport.pair(client, server);
 *     return Coroutine.done();
 *   }
 * }
 * }</pre>
 *
 * <p>The rules are asyncio's; the methods' names say them. Transports that cannot send an end alone
 * ({@code canWriteEof} is false) must say so by an exception.
 */
public abstract class TransportConformance extends SendingConformance {

  /** For subclasses. */
  protected TransportConformance() {}

  // ---- for transports to say ----

  /**
   * Connects two protocols. Their {@code connectionMade} may be called later. Nothing may be left
   * open that outlives both connections: close the server, say.
   */
  @Override
  protected abstract Coroutine<?> connect(StreamProtocol client, StreamProtocol server)
      throws Exception;

  /** A loop for one test. */
  @Override
  protected TestLoop newLoop() {
    return new TestLoop();
  }

  /** How many bytes the tests of large amounts send, each way; 1 or more. */
  @Override
  protected int largeAmount() {
    return 2 << 20;
  }

  // ---- the protocol; its superclasses have the other rules ----

  @Test
  void anotherProtocol_hearsWhatComesLater() throws Exception {
    test(
        (client, server) -> {
          RecordingProtocol other = new RecordingProtocol();
          server.transport().setProtocol(other);
          other.events.add("made"); // not by the transport
          assertSame(other, server.transport().getProtocol());
          client.transport().write("hello".getBytes(UTF_8));
          Await.of(receive(other, "hello"));
          assertEquals(List.of("made", "data"), other.events);
          server.transport().setProtocol(server);
          assertEquals("", text(server));
          return Coroutine.done();
        });
  }

  @Test
  void protocolOfAnotherKind_isRefused() throws Exception {
    test(
        (client, server) -> {
          BaseProtocol neither = new StreamProtocol() {};
          assertThrows(
              IllegalArgumentException.class, () -> server.transport().setProtocol(neither));
          assertSame(server, server.transport().getProtocol());
          return Coroutine.done();
        });
  }

  @Test
  void streams_workOverIt() throws Exception {
    test(
        (client, server) -> {
          Streams asking = Net.streams(client.transport());
          Streams answering = Net.streams(server.transport());
          asking.writer().write("question\n");
          assertEquals("question", Await.of(answering.reader().readLine()));
          answering.writer().write("answer\n");
          Await.of(answering.writer().drain());
          assertEquals("answer", Await.of(asking.reader().readLine()));
          client.transport().setProtocol(client);
          server.transport().setProtocol(server);
          return Coroutine.done();
        });
  }

  @Test
  void unknownExtraInfo_isTheDefault() throws Exception {
    test(
        (client, server) -> {
          assertNull(client.transport().getExtraInfo("unheard-of"));
          assertEquals("x", client.transport().getExtraInfo("unheard-of", "x"));
          return Coroutine.done();
        });
  }
}
