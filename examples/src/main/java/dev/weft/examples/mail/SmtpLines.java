package dev.weft.examples.mail;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import dev.weft.net.IncompleteReadException;
import dev.weft.net.StreamReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads lines as SMTP has them: only CR and LF together end one. A mail with a lone line feed could
 * otherwise hide a second one from a server that counts lines differently.
 */
final class SmtpLines {

  private static final byte[] CRLF = {'\r', '\n'};

  private SmtpLines() {}

  /**
   * Reads a line.
   *
   * @return the line without its end
   * @throws EOFException at the end of the connection
   * @throws dev.weft.net.LimitOverrunException if the line is longer than the reader's limit
   */
  @Async
  static Coroutine<String> read(StreamReader reader) throws IOException {
    try {
      byte[] line = Await.of(reader.readUntil(CRLF));
      int length = line.length - CRLF.length;
      return Coroutine.of(new String(line, 0, length, StandardCharsets.UTF_8));
    } catch (IncompleteReadException e) {
      throw new EOFException("the connection has ended");
    }
  }
}
