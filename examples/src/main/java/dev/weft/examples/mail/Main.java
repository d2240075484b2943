package dev.weft.examples.mail;

import dev.weft.CancelledError;
import dev.weft.Weft;
import dev.weft.net.ConnectOptions;
import dev.weft.net.ServerOptions;
import dev.weft.net.TlsOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of the mail server and the client. */
@Command(
    name = "mail",
    description = {
      "Takes and sends mail over SMTP with STARTTLS.",
      "Make a key with: keytool -genkeypair -keyalg EC -dname CN=localhost"
          + " -ext san=dns:localhost -keystore mail.p12 -storepass changeit"
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:the mail is sent",
      "2:bad arguments, or it does not work",
      "130:interrupted by Ctrl-C"
    },
    exitCodeOnExecutionException = 2)
final class Main {

  private static final int FAILED = 2;
  private static final int INTERRUPTED = 130; // as shells say it: 128 and the number of SIGINT
  private static final Duration SERVER_PATIENCE = Duration.ofMinutes(5); // RFC 5321, 4.5.3.2.7
  private static final Duration CLIENT_PATIENCE = Duration.ofMinutes(1);

  @Spec private CommandSpec spec;

  /** Runs the command and exits with its code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Command(description = "Listens, and prints the mail that comes.")
  int serve(
      @Option(names = "--keys", required = true, description = "The server's key store.") Path keys,
      @Option(names = "--password", defaultValue = "changeit", description = "Of the key store.")
          String password,
      @Option(names = "--port", defaultValue = "2525", description = "0 for any (2525).")
          int port) {
    PrintWriter out = spec.commandLine().getOut();
    try {
      TlsOptions tls = TlsOptions.of(Keys.load(keys, password.toCharArray()));
      Weft.run(
          new MailServer(tls, SERVER_PATIENCE, out::println)
              .serve(
                  ServerOptions.on("127.0.0.1", port),
                  addresses -> out.println("listening on " + addresses)));
      return 0;
    } catch (IOException e) {
      return fail(e);
    } catch (CancelledError ctrlC) {
      return INTERRUPTED;
    }
  }

  @Command(description = "Sends the standard input as a mail.")
  int send(
      @Option(names = "--trust", required = true, description = "A store with the certificate.")
          Path trust,
      @Option(names = "--password", defaultValue = "changeit", description = "Of the store.")
          String password,
      @Option(names = "--host", defaultValue = "localhost", description = "The server.")
          String host,
      @Option(names = "--port", defaultValue = "2525", description = "The server's (2525).")
          int port,
      @Option(names = "--from", required = true, description = "Your address.") String from,
      @Option(names = "--to", required = true, description = "An address it is for.")
          List<String> to) {
    List<String> lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
            .lines()
            .toList();
    try {
      TlsOptions tls = TlsOptions.of(Keys.load(trust, password.toCharArray()));
      ConnectOptions address = ConnectOptions.to(host, port);
      Mail mail = new Mail(from, to, lines);
      Weft.run(() -> Weft.timeout(CLIENT_PATIENCE, limit -> SmtpClient.send(mail, address, tls)));
      return 0;
    } catch (IOException e) {
      return fail(e);
    } catch (CancelledError ctrlC) {
      return INTERRUPTED;
    }
  }

  private int fail(IOException e) {
    spec.commandLine().getErr().println("mail: " + e.getMessage());
    return FAILED;
  }
}
