package dev.weft.examples.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.weft.examples.Interrupts;
import dev.weft.examples.Program;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
class MainTest {

  @TempDir private Path folder;

  @Test
  @Tag("slow") // starts two JVMs
  @DisabledOnOs(OS.WINDOWS) // sends a signal
  void mail_goesFromOneProcessToAnother() throws Exception {
    assumeFalse(Interrupts.areIgnored(), "skipped: this process was started with SIGINT ignored");
    String store = TestKey.in(folder).store().toString();
    try (Program server = Program.start(Main.class, "serve", "--keys", store, "--port=0")) {
      String port = "" + server.readPort();
      try (Program client =
          Program.start(
              Main.class, "send", "--trust", store, "--port", port, "--from=a@x", "--to=b@x")) {
        try (OutputStream input = client.process().getOutputStream()) {
          input.write("Hello\n".getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(0, client.waitFor());
      }
      assertEquals("Mail[from=a@x, to=[b@x], lines=[Hello]]", server.readLine());
      server.signal("INT");
      assertEquals(130, server.waitFor());
    }
  }

  @Test
  void brokenKeyStore_isExitCode2() throws IOException {
    Path store = Files.writeString(folder.resolve("broken.p12"), "this is none");
    StringWriter err = new StringWriter();
    int exitCode =
        new CommandLine(new Main())
            .setErr(new PrintWriter(err))
            .execute("serve", "--keys", store.toString());
    assertEquals(2, exitCode);
    assertTrue(err.toString().startsWith("mail: "), err.toString());
  }
}
