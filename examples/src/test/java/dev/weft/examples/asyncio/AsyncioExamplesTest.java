package dev.weft.examples.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.weft.EventLoop;
import dev.weft.examples.Interrupts;
import dev.weft.testing.AsyncTest;
import dev.weft.testing.TestLoop;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsyncioExamplesTest {

  private static final List<String> FIVE_SECONDS =
      List.of(
          "1970-01-01T00:00:00Z",
          "1970-01-01T00:00:01Z",
          "1970-01-01T00:00:02Z",
          "1970-01-01T00:00:03Z",
          "1970-01-01T00:00:04Z");

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

  private List<String> lines() {
    return output.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** Row Z1. */
  @Test
  void helloCallback_printsAndEnds() {
    HelloCallback.main(new String[0]);
    assertEquals(List.of("Hello World"), lines());
  }

  /** Row Z2. */
  @AsyncTest
  void dateCallback_printsFiveTimesInFourSeconds(TestLoop test) {
    EventLoop loop = test.eventLoop();
    loop.callSoon(new DateCallback(loop, virtual(test))::displayDate);
    loop.runForever();
    assertEquals(FIVE_SECONDS, lines());
    assertEquals(Duration.ofSeconds(4), test.time());
  }

  /** Rows Z6 and Z10. */
  @AsyncTest
  void coroutines_printTheSame(TestLoop test) {
    test.run(HelloCoroutine::helloWorld);
    assertEquals(List.of("Hello World"), lines());
    assertEquals(Duration.ofSeconds(1), test.time());
    output.reset();
    test.run(() -> DateCoroutine.displayDate(since(test, test.time())));
    assertEquals(FIVE_SECONDS, lines());
  }

  private static InstantSource virtual(TestLoop test) {
    return since(test, Duration.ZERO);
  }

  private static InstantSource since(TestLoop test, Duration begin) {
    return () -> Instant.EPOCH.plus(test.time().minus(begin));
  }

  /** Row Z5. */
  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  @DisabledOnOs(OS.WINDOWS)
  @Tag("slow") // starts a JVM
  void signalExit_endsOnEitherSignal(String signal) throws Exception {
    assumeFalse(
        signal.equals("INT") && Interrupts.areIgnored(),
        "skipped: this process was started with SIGINT ignored");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SignalExit.class.getName())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      assertEquals("Event loop running forever, press Ctrl+C to interrupt.", out.readLine());
      assertEquals("pid " + child.pid() + ": send SIGINT or SIGTERM to exit.", out.readLine());
      new ProcessBuilder("kill", "-s", signal, "" + child.pid()).start().waitFor();
      assertEquals("got signal SIG" + signal + ": exit", out.readLine());
      assertEquals(0, child.waitFor());
    } finally {
      child.destroyForcibly();
    }
  }

  /** Rows Z7 and S7. */
  @Test
  void blockingWork_printsThreeResults() {
    BlockingWork.main(new String[0]);
    assertEquals(
        List.of(
            "default executor: 100 bytes",
            "custom thread pool: 100 bytes",
            "fork-join pool: " + 333_332_833_333_500_000L),
        lines());
  }

  /** Row Z8. */
  @Test
  void openGenerator_isClosedBeforeItsLoop() {
    OpenGenerator.main(new String[0]);
    assertEquals(List.of("got 1", "closed"), lines());
  }
}
