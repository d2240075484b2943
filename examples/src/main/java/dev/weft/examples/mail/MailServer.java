package dev.weft.examples.mail;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import dev.weft.net.Net;
import dev.weft.net.Server;
import dev.weft.net.ServerOptions;
import dev.weft.net.TlsOptions;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Takes mail, from each client in a task of its own. */
final class MailServer {

  private static final int LONGEST_LINE = 1000; // RFC 5321, section 4.5.3.1.6

  private final TlsOptions tls;
  private final Duration patience;
  private final Consumer<Mail> inbox;

  /**
   * A server that is not running yet.
   *
   * @param tls has the server's key
   * @param patience how long a client may take for a line
   * @param inbox is given the mail
   */
  MailServer(TlsOptions tls, Duration patience, Consumer<Mail> inbox) {
    this.tls = tls;
    this.patience = patience;
    this.inbox = inbox;
  }

  /**
   * Serves until it is cancelled, by Ctrl-C for example.
   *
   * @param listening is told where it listens, when it does
   * @throws IOException if the address cannot be listened on
   */
  @Async
  Coroutine<Void> serve(ServerOptions address, Consumer<List<SocketAddress>> listening)
      throws IOException {
    try (Server server =
        Await.of(
            Net.startServer(
                (reader, writer) -> new SmtpSession(reader, writer, tls, patience, inbox).serve(),
                address.limit(LONGEST_LINE)))) {
      listening.accept(server.addresses());
      Await.of(server.serveForever());
    }
    return Coroutine.done();
  }
}
