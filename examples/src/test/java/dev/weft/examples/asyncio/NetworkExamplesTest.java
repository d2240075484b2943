package dev.weft.examples.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncCallable;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class NetworkExamplesTest {

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final PrintStream standardOutput = System.out;

  @BeforeEach
  void catchOutput() {
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restoreOutput() {
    System.setOut(standardOutput);
  }

  private String output() {
    return output.toString(StandardCharsets.UTF_8);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  /** Runs a server, and a client as soon as the server listens. */
  @Async
  private static Coroutine<Void> together(
      AsyncCallable<Void, IOException> server, AsyncCallable<Void, IOException> client)
      throws IOException {
    Task<Void> serving = Weft.createTask(server);
    boolean connected = false;
    while (!connected) {
      try {
        Await.of(client.call());
        connected = true;
      } catch (ConnectException tooEarly) {
        Await.of(Weft.sleep(Duration.ofMillis(1)));
      }
    }
    serving.cancel();
    Await.of(Weft.settle(serving));
    return Coroutine.done();
  }

  @Test
  void echo_byProtocols() throws IOException {
    int port = freePort();
    Weft.run(
        together(
            () -> EchoServerProtocol.serve(port),
            () -> EchoClientProtocol.send("Hello World!", port)));
    assertTrue(output().contains("Data received: Hello World!\n"), output());
    assertTrue(output().contains("The server closed the connection"), output());
  }

  /** Row F27. */
  @Test
  void echo_byStreams() throws IOException {
    int port = freePort();
    Weft.run(
        together(
            () -> EchoServerStreams.serve(port),
            () -> EchoClientStreams.send("Hello World!", port)));
    assertTrue(output().contains("Received: Hello World!\n"), output());
  }

  /** Row Z3. */
  @Test
  void watchChannel_printsWhatItReads() throws IOException {
    WatchChannel.main(new String[0]);
    assertEquals(List.of("Received: abc"), output().lines().toList());
  }

  /** Row G13. */
  @Test
  void udpEcho_comesBack() throws IOException {
    int port = freePort();
    Weft.run(
        () -> {
          Task<Void> serving =
              Weft.createTask(() -> UdpEchoServer.serve(port, Duration.ofHours(1)));
          while (!output().contains("UDP server listens")) {
            Await.of(Weft.sleep(Duration.ofMillis(1)));
          }
          Await.of(UdpEchoClient.send("Hello World!", port));
          serving.cancel();
          Await.of(Weft.settle(serving));
          return Coroutine.done();
        });
    assertTrue(output().contains("Send: Hello World!\n"), output());
    assertTrue(output().contains("Received: Hello World!\n"), output());
    assertTrue(output().contains("Connection closed\n"), output());
  }

  /** Row Z4. */
  @Test
  void openSocket_isWaitedForByProtocolAndByStreams() throws IOException {
    OpenSocket.main(new String[0]);
    assertEquals(List.of("Received: abc", "Received: abc"), output().lines().toList());
  }
}
