package dev.weft.examples.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.weft.examples.Interrupts;
import dev.weft.examples.Program;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Timeout(60)
class MainTest {

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  @Tag("slow") // starts a JVM
  @DisabledOnOs(OS.WINDOWS) // sends a signal
  void signal_tellsTheClientsAndIsExitCode0(String signal) throws Exception {
    assumeFalse(Interrupts.areIgnored(), "skipped: this process was started with SIGINT ignored");
    try (Program chat = Program.start(Main.class, "--port=0");
        Socket client = new Socket(InetAddress.getLoopbackAddress(), chat.readPort())) {
      BufferedReader heard =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
      assertEquals("* Welcome! What is your name?", heard.readLine());
      chat.signal(signal);
      assertEquals("* The server is closing.", heard.readLine());
      assertNull(heard.readLine());
      assertEquals("stopping, with 1 clients", chat.readLine());
      assertNull(chat.readLine());
      assertEquals(0, chat.waitFor());
    }
  }

  @Test
  void takenPort_isExitCode2() throws Exception {
    StringWriter err = new StringWriter();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int exitCode =
          new CommandLine(new Main())
              .setErr(new PrintWriter(err))
              .execute("--port=" + taken.getLocalPort());
      assertEquals(2, exitCode);
    }
    assertTrue(err.toString().startsWith("chat: "), err.toString());
  }
}
