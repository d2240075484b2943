package dev.weft.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.StreamProtocol;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a test with both ends of a connection, and checks what its protocols were told. */
final class ConnectedTest {

  /** A test. */
  interface Body {
    Coroutine<@Nullable Void> run(RecordingProtocol client, RecordingProtocol server)
        throws Exception;
  }

  /** Connects two protocols. */
  interface Connector {
    Coroutine<?> connect(StreamProtocol client, StreamProtocol server) throws Exception;
  }

  private final RecordingProtocol client;
  private final RecordingProtocol server;

  ConnectedTest(RecordingProtocol client, RecordingProtocol server) {
    this.client = client;
    this.server = server;
  }

  /** Connects, runs {@code body}, and then ends what it has left open. */
  @Async
  Coroutine<@Nullable Void> run(Connector connector, Body body) throws Exception {
    Await.of(connector.connect(client, server));
    Await.of(client.until(() -> client.events.contains("made")));
    Await.of(server.until(() -> server.events.contains("made")));
    Await.of(body.run(client, server));
    client.transport().abort();
    server.transport().abort();
    Await.of(client.until(client::isLost));
    Await.of(server.until(server::isLost));
    Await.of(Weft.sleep(Duration.ofMillis(1)));
    assertToldOnce(client);
    assertToldOnce(server);
    return Coroutine.done();
  }

  /** The first that a protocol hears is that the connection is made, and the last its loss. */
  private static void assertToldOnce(RecordingProtocol protocol) {
    List<String> events = protocol.events;
    assertEquals("made", events.get(0), events::toString);
    assertEquals("lost", events.get(events.size() - 1), events::toString);
    for (String event : List.of("made", "eof", "lost")) {
      assertEquals(events.lastIndexOf(event), events.indexOf(event), events::toString);
    }
  }
}
