package dev.weft.examples.mail;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.TimeoutException;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.LimitOverrunException;
import dev.weft.net.StreamReader;
import dev.weft.net.StreamWriter;
import dev.weft.net.TlsOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One client of the mail server, command by command (RFC 5321). It begins in plain text; mail is
 * taken only after STARTTLS (RFC 3207).
 */
final class SmtpSession {

  private static final Pattern ADDRESS =
      Pattern.compile("(?:FROM|TO):[ ]?<([^<>\\s]*)>.*", Pattern.CASE_INSENSITIVE);
  private static final int LARGEST_MAIL = 1_000_000; // characters

  private final StreamReader reader;
  private final StreamWriter writer;
  private final TlsOptions tls;
  private final Duration patience;
  private final Consumer<Mail> inbox;
  private boolean secure;
  private boolean ended;
  private String from; // null before MAIL
  private final List<String> to = new ArrayList<>();

  SmtpSession(
      StreamReader reader,
      StreamWriter writer,
      TlsOptions tls,
      Duration patience,
      Consumer<Mail> inbox) {
    this.reader = reader;
    this.writer = writer;
    this.tls = tls;
    this.patience = patience;
    this.inbox = inbox;
  }

  /** Serves until the client quits or is gone, which is no failure. */
  @Async
  Coroutine<Void> serve() {
    try (writer) {
      Await.of(reply("220 Weft takes mail"));
      while (!ended) {
        Await.of(obey(Await.of(readLine())));
      }
    } catch (IOException gone) {
      // nobody is left to tell
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<String> readLine() throws IOException {
    try {
      return Coroutine.of(Await.of(Weft.timeout(patience, limit -> SmtpLines.read(reader))));
    } catch (TimeoutException e) {
      Await.of(reply("421 You took too long"));
      throw e;
    } catch (LimitOverrunException e) {
      Await.of(reply("500 This line is too long"));
      throw e;
    }
  }

  @Async
  private Coroutine<Void> reply(String... lines) throws IOException {
    writer.write(String.join("\r\n", lines) + "\r\n");
    return Weft.timeout(patience, limit -> writer.drain());
  }

  // ---- commands ----

  private Coroutine<Void> obey(String line) throws IOException {
    String[] words = line.split(" ", 2);
    String argument = words.length > 1 ? words[1] : "";
    return switch (words[0].toUpperCase(Locale.ROOT)) {
      case "EHLO" -> greet();
      case "HELO", "NOOP" -> reply("250 OK");
      case "STARTTLS" -> startTls();
      case "MAIL" -> setSender(argument);
      case "RCPT" -> addReceiver(argument);
      case "DATA" -> receive();
      case "RSET" -> reset();
      case "QUIT" -> quit();
      default -> reply("500 This command is not known");
    };
  }

  private Coroutine<Void> greet() throws IOException {
    forget();
    return secure
        ? reply("250-Hello again", "250-SIZE " + LARGEST_MAIL, "250 8BITMIME")
        : reply("250-Hello", "250-SIZE " + LARGEST_MAIL, "250-8BITMIME", "250 STARTTLS");
  }

  /**
   * Goes on with TLS. What came behind the command came without encryption: somebody between client
   * and server may have added it, so that it would be obeyed as if the client had sent it secretly.
   */
  @Async
  private Coroutine<Void> startTls() throws IOException {
    if (secure) {
      Await.of(reply("503 This is TLS already"));
    } else if (reader.available() > 0) {
      ended = true;
      Await.of(reply("554 Nothing may follow STARTTLS before the reply"));
    } else {
      Await.of(reply("220 Go ahead"));
      Await.of(writer.startTls(tls));
      secure = true;
      forget(); // RFC 3207, section 4.2
    }
    return Coroutine.done();
  }

  private Coroutine<Void> setSender(String argument) throws IOException {
    Matcher address = ADDRESS.matcher(argument);
    if (!secure) {
      return reply("530 STARTTLS comes first");
    } else if (from != null) {
      return reply("503 There is a sender already");
    } else if (!address.matches()) {
      return reply("501 It is MAIL FROM:<address>");
    }
    from = address.group(1);
    return reply("250 OK");
  }

  private Coroutine<Void> addReceiver(String argument) throws IOException {
    Matcher address = ADDRESS.matcher(argument);
    if (from == null) {
      return reply("503 MAIL comes first");
    } else if (!address.matches()) {
      return reply("501 It is RCPT TO:<address>");
    }
    to.add(address.group(1));
    return reply("250 OK");
  }

  @Async
  private Coroutine<Void> receive() throws IOException {
    if (to.isEmpty()) {
      Await.of(reply("503 RCPT comes first"));
      return Coroutine.done();
    }
    Await.of(reply("354 Go ahead; a line with a dot ends it"));
    List<String> lines = new ArrayList<>();
    int size = 0;
    for (String line; !(line = Await.of(readLine())).equals("."); ) {
      size += line.length();
      if (size <= LARGEST_MAIL) {
        lines.add(line.startsWith(".") ? line.substring(1) : line); // the sender has doubled it
      }
    }
    if (size <= LARGEST_MAIL) {
      inbox.accept(new Mail(from, to, lines));
    }
    forget();
    return reply(size <= LARGEST_MAIL ? "250 Taken" : "552 The mail is too large");
  }

  private Coroutine<Void> reset() throws IOException {
    forget();
    return reply("250 OK");
  }

  private Coroutine<Void> quit() throws IOException {
    ended = true;
    return reply("221 Good bye");
  }

  private void forget() {
    from = null;
    to.clear();
  }
}
