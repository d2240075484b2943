package dev.weft.examples.fileserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.Net;
import dev.weft.net.StreamWriter;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class FileBodyTest {

  @TempDir Path folder;

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  private FileChannel open(String content) throws IOException {
    return FileChannel.open(Files.writeString(folder.resolve("file"), content));
  }

  @Async
  private Coroutine<Void> send(ByteRange range) throws IOException {
    StreamWriter writer = Await.of(Net.openWritePipe(sent));
    try (writer;
        Body body = new FileBody(open("0123456789"), range)) {
      Await.of(
          body.send(StandardCharsets.US_ASCII.encode("head "), writer, Duration.ofSeconds(20)));
    }
    Await.of(writer.waitClosed());
    return Coroutine.done();
  }

  @Test
  void range_isSentBehindTheHead() throws IOException {
    Weft.run(() -> send(new ByteRange(2, 3)));
    assertEquals("head 234", sent.toString(StandardCharsets.US_ASCII));
  }

  /** The client has been promised more, and would take the next response for the rest. */
  @Test
  void fileThatHasBecomeShorter_isAFailure() {
    assertThrows(EOFException.class, () -> Weft.run(() -> send(new ByteRange(0, 11))));
  }
}
