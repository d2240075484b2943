package dev.weft.examples.mail;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import dev.weft.net.ConnectOptions;
import dev.weft.net.Net;
import dev.weft.net.Streams;
import dev.weft.net.TlsOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Sends mail to a server, encrypted or not at all. */
final class SmtpClient {

  private final Streams server;

  private SmtpClient(Streams server) {
    this.server = server;
  }

  /**
   * Sends {@code mail}.
   *
   * @param tls says which certificates are trusted; the server's must be for its host
   * @throws IOException if the server cannot be reached, is not trusted or does not take the mail
   */
  @Async
  static Coroutine<Void> send(Mail mail, ConnectOptions address, TlsOptions tls)
      throws IOException {
    try (Streams server = Await.of(Net.openConnection(address))) {
      SmtpClient client = new SmtpClient(server);
      Await.of(client.secure(tls));
      Await.of(client.send(mail));
      Await.of(client.command("QUIT", 221));
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> secure(TlsOptions tls) throws IOException {
    Await.of(readReply(220));
    List<String> features = Await.of(command("EHLO localhost", 250));
    if (!features.contains("STARTTLS")) {
      throw new IOException("the server has no STARTTLS; it may have been taken out on the way");
    }
    Await.of(command("STARTTLS", 220));
    Await.of(server.writer().startTls(tls)); // refuses to if more has come than the reply
    Await.of(command("EHLO localhost", 250));
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> send(Mail mail) throws IOException {
    Await.of(command("MAIL FROM:<" + mail.from() + ">", 250));
    for (String address : mail.to()) {
      Await.of(command("RCPT TO:<" + address + ">", 250));
    }
    Await.of(command("DATA", 354));
    for (String line : mail.lines()) {
      server.writer().write((line.startsWith(".") ? "." : "") + line + "\r\n");
      Await.of(server.writer().drain());
    }
    Await.of(command(".", 250));
    return Coroutine.done();
  }

  @Async
  private Coroutine<List<String>> command(String command, int expected) throws IOException {
    server.writer().write(command + "\r\n");
    Await.of(server.writer().drain());
    return readReply(expected);
  }

  /** Reads the lines of a reply; gives their texts. */
  @Async
  private Coroutine<List<String>> readReply(int expected) throws IOException {
    List<String> texts = new ArrayList<>();
    String line;
    do {
      line = Await.of(SmtpLines.read(server.reader()));
      if (!line.startsWith(Integer.toString(expected))) {
        throw new IOException("the server has refused: " + line);
      }
      texts.add(line.length() > 4 ? line.substring(4) : "");
    } while (line.startsWith("-", 3));
    return Coroutine.of(texts);
  }
}
