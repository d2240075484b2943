package dev.weft.examples.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.LoopThread;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.examples.Tool;
import dev.weft.net.ConnectOptions;
import dev.weft.net.Net;
import dev.weft.net.Server;
import dev.weft.net.ServerOptions;
import dev.weft.net.StreamReader;
import dev.weft.net.StreamWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server and the client, with each other and with others. */
@Timeout(60)
class MailTest {

  private static final Mail MAIL =
      new Mail(
          "ada@example.org",
          List.of("alan@example.org", "grace@example.org"),
          List.of("Subject: Grüße", "", ".", "..", ".hidden", "end"));

  @TempDir private static Path folder;
  private static TestKey key;

  private final BlockingQueue<Mail> inbox = new LinkedBlockingQueue<>();
  private LoopThread loop;
  private InetSocketAddress address;

  @BeforeAll
  static void makeKey() throws IOException {
    key = TestKey.in(folder);
  }

  @BeforeEach
  void serve() throws IOException {
    loop = LoopThread.start("mail server");
    ServerSocketChannel listener =
        ServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
    address = (InetSocketAddress) listener.getLocalAddress();
    MailServer server = new MailServer(key.tls(), Duration.ofSeconds(30), inbox::add);
    loop.submit(() -> server.serve(ServerOptions.over(listener), at -> {}));
  }

  @AfterEach
  void stop() {
    loop.close();
  }

  private void send(Mail mail) throws IOException {
    var options = ConnectOptions.to("localhost", address.getPort());
    var tls = key.tls();
    Weft.run(() -> SmtpClient.send(mail, options, tls));
  }

  // ---- with each other ----

  @Test
  void mail_arrivesAsItWasSent() throws Exception {
    send(MAIL);
    assertEquals(MAIL, inbox.take());
  }

  @Test
  void largeMail_isRefused() {
    Mail large = new Mail("ada@x", List.of("alan@x"), lines(2_000));
    IOException refused = assertThrows(IOException.class, () -> send(large));
    assertEquals("the server has refused: 552 The mail is too large", refused.getMessage());
    assertNull(inbox.poll());
  }

  private static List<String> lines(int count) {
    return Collections.nCopies(count, "x".repeat(900));
  }

  /** What one server takes for the end of a mail must not be a line of text for another. */
  @Test
  void loneLineFeeds_endNothing() throws Exception {
    String smuggled = "text\n.\nMAIL FROM:<evil@x>\n";
    Mail mail = new Mail("ada@x", List.of("alan@x"), List.of(smuggled));
    send(mail);
    assertEquals(mail, inbox.take());
    assertNull(inbox.poll());
  }

  @Test
  void serverThatIsNotTrusted_getsNoMail() throws Exception {
    var others = TestKey.in(Files.createDirectory(folder.resolve("others"))).tls();
    var options = ConnectOptions.to("localhost", address.getPort());
    assertThrows(
        SSLHandshakeException.class, () -> Weft.run(() -> SmtpClient.send(MAIL, options, others)));
    assertNull(inbox.poll());
  }

  // ---- somebody in between ----

  /** Sends all at once, in plain text. Gives the replies until the server closes. */
  private List<String> replies(String... commands) throws IOException {
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      String all = String.join("\r\n", commands) + "\r\n";
      socket.getOutputStream().write(all.getBytes(StandardCharsets.UTF_8));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
          .lines()
          .toList();
    }
  }

  @Test
  void mailInPlainText_isRefused() throws IOException {
    assertEquals(
        List.of(
            "220 Weft takes mail",
            "250 OK",
            "530 STARTTLS comes first",
            "503 MAIL comes first",
            "503 RCPT comes first",
            "500 This command is not known",
            "221 Good bye"),
        replies("HELO x", "MAIL FROM:<a@x>", "RCPT TO:<b@x>", "DATA", "BREW", "QUIT"));
  }

  /** CVE-2011-0411: commands that came before TLS were obeyed as if they had come through it. */
  @Test
  void commandsBehindStartTls_areNotObeyed() throws IOException {
    assertEquals(
        List.of(
            "220 Weft takes mail", "250 OK", "554 Nothing may follow STARTTLS before the reply"),
        replies("HELO x", "STARTTLS", "MAIL FROM:<evil@x>", "RCPT TO:<b@x>"));
  }

  /** They may also come a little later, when the server expects TLS already. */
  @Test
  void commandsInsteadOfTls_endTheConnection() throws IOException {
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      BufferedReader replies =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      assertEquals("220 Weft takes mail", replies.readLine());
      socket.getOutputStream().write("STARTTLS\r\n".getBytes(StandardCharsets.UTF_8));
      assertEquals("220 Go ahead", replies.readLine());
      socket.getOutputStream().write("MAIL FROM:<evil@x>\r\n".getBytes(StandardCharsets.UTF_8));
      assertTrue(replies.lines().noneMatch(line -> line.startsWith("250")));
    }
  }

  /** The same attack on the client: replies that somebody has put behind the server's. */
  @Test
  void repliesBehindTheServersOwn_endTheConnection() {
    assertThrows(
        SSLException.class,
        () -> sendTo("220 Hello", "250-Hello\r\n250 STARTTLS", "220 Go ahead\r\n250 Injected"));
  }

  @Test
  void serverWithoutTls_getsNoMail() {
    IOException refused =
        assertThrows(IOException.class, () -> sendTo("220 Hello", "250 I have no TLS"));
    assertTrue(refused.getMessage().startsWith("the server has no STARTTLS"), refused::toString);
  }

  /** Sends mail to a server that says what it is told. */
  private void sendTo(String... replies) throws IOException {
    var tls = key.tls();
    Weft.run(
        () -> {
          try (Server server =
              Await.of(
                  Net.startServer(
                      (reader, writer) -> recite(replies, reader, writer), "127.0.0.1", 0))) {
            InetSocketAddress address = (InetSocketAddress) server.addresses().get(0);
            Await.of(SmtpClient.send(MAIL, ConnectOptions.to(address), tls));
            return Coroutine.done();
          }
        });
  }

  @Async
  private static Coroutine<Void> recite(String[] replies, StreamReader reader, StreamWriter writer)
      throws IOException {
    try (writer) {
      for (String reply : replies) {
        writer.write(reply + "\r\n");
        Await.of(reader.readLine());
      }
    }
    return Coroutine.done();
  }

  // ---- with others ----

  @Test
  @Tag("slow") // starts a program
  void openssl_sendsMail() throws Exception {
    String dialogue =
        """
        EHLO x
        MAIL FROM:<ada@x> SIZE=10
        RCPT TO:<alan@x>
        DATA
        Subject: hello

        ..
        .
        QUIT
        """;
    String replies =
        Tool.require("openssl", "version")
            .runWith(
                dialogue,
                ("s_client -quiet -crlf -starttls smtp -verify_return_error -CAfile "
                        + key.certificate()
                        + " -connect 127.0.0.1:"
                        + address.getPort())
                    .split(" "));
    assertEquals(
        new Mail("ada@x", List.of("alan@x"), List.of("Subject: hello", "", ".")), inbox.take());
    assertTrue(replies.lines().anyMatch("221 Good bye"::equals), replies);
  }

  @Test
  @Tag("slow") // starts a program
  void smtplib_sendsMail() throws Exception {
    String program =
        """
        import smtplib, ssl, sys
        with smtplib.SMTP("localhost", int(sys.argv[1]), local_hostname="x") as server:
            server.starttls(context=ssl.create_default_context(cafile=sys.argv[2]))
            server.sendmail("ada@x", ["alan@x", "grace@x"], "Subject: hello\\r\\n\\r\\n.\\r\\n")
            print(server.sock.version())
        """;
    String printed =
        Tool.require("python3")
            .run("-c", program, "" + address.getPort(), key.certificate().toString());
    assertEquals(
        new Mail("ada@x", List.of("alan@x", "grace@x"), List.of("Subject: hello", "", ".")),
        inbox.take());
    assertEquals("TLSv1.3\n", printed);
  }
}
