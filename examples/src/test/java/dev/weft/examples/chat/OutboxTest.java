package dev.weft.examples.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.Net;
import dev.weft.net.StreamWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxTest {

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  /** Lines that nobody takes are counted and not kept. */
  @Test
  void slowClient_missesLinesAndIsToldHowMany() throws IOException {
    Weft.run(
        () -> {
          Outbox outbox = new Outbox();
          IntStream.range(0, Outbox.CAPACITY + 1000).forEach(i -> outbox.add("line " + i));
          var sending = Weft.createTask(() -> send(outbox));
          while (sent.size() == 0) {
            Await.of(Weft.sleep(Duration.ofMillis(1)));
          }
          outbox.add("next");
          outbox.close();
          outbox.add("too late");
          Await.of(sending);
          return Coroutine.done();
        });
    List<String> expected = new ArrayList<>();
    IntStream.range(0, Outbox.CAPACITY).forEach(i -> expected.add("line " + i));
    expected.add("* You were too slow and have missed 1000 lines.");
    expected.add("next");
    assertEquals(expected, sent.toString(StandardCharsets.UTF_8).lines().toList());
  }

  @Async
  private Coroutine<Void> send(Outbox outbox) throws IOException {
    StreamWriter writer = Await.of(Net.openWritePipe(sent));
    Await.of(outbox.sendTo(writer));
    return writer.waitClosed();
  }
}
