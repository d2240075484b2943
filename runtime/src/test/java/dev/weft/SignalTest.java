package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.weft.annotations.Async;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Rows R1 to R10. WINCH is a signal that nobody minds. */
@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class SignalTest {

  private static final ContextVar<String> REQUEST = ContextVar.of("request");

  private final List<String> log = new ArrayList<>();

  private static void raise(String signal) {
    try {
      ChildJvm.kill(signal, ProcessHandle.current().pid());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Nested
  class Handlers {

    private final EventLoop loop = EventLoop.create();

    /** asyncio case 28; rows R1, R2, R3. */
    @Test
    void signal_wakesAWaitingLoopAndRunsTheHandlerInIt() {
      Thread runner = Thread.currentThread();
      REQUEST.set("r1");
      loop.addSignalHandler(
          "WINCH",
          () -> {
            log.add(REQUEST.get() + " " + (Thread.currentThread() == runner));
            loop.stop();
          });
      REQUEST.set("r2");
      Thread raiser = new Thread(() -> raise("WINCH"));
      loop.callSoon(raiser::start);
      loop.runForever();
      loop.close();
      assertEquals(List.of("r1 true"), log);
    }

    /** asyncio case 27; row R9. */
    @Test
    void handler_isReplacedAndRemoved() {
      loop.addSignalHandler("WINCH", () -> log.add("first"));
      loop.addSignalHandler("SIGWINCH", loop::stop);
      loop.callSoon(() -> raise("WINCH"));
      loop.runForever();
      assertTrue(loop.removeSignalHandler("WINCH"));
      assertFalse(loop.removeSignalHandler("WINCH"));
      loop.close();
      assertEquals(List.of(), log);
    }

    /** asyncio case 27; rows R4 and R5. */
    @Test
    void unknownAndReservedSignals_areRefused() {
      try (loop) {
        assertThrows(IllegalArgumentException.class, () -> loop.addSignalHandler("NONE", () -> {}));
        assertThrows(IllegalArgumentException.class, () -> loop.addSignalHandler("", () -> {}));
        for (String reserved : List.of("KILL", "STOP", "SEGV")) {
          assertThrows(
              IllegalStateException.class, () -> loop.addSignalHandler(reserved, () -> {}));
        }
        assertThrows(NullPointerException.class, () -> loop.addSignalHandler("WINCH", null));
        assertFalse(loop.removeSignalHandler("NONE"));
      }
      assertThrows(IllegalStateException.class, () -> loop.addSignalHandler("WINCH", () -> {}));
    }

    /** Row R6: a signal has one owner. */
    @Test
    void signalOfAnotherLoop_isRefusedUntilThatIsClosed() {
      try (loop;
          EventLoop other = EventLoop.create()) {
        other.addSignalHandler("WINCH", () -> {});
        assertThrows(IllegalStateException.class, () -> loop.addSignalHandler("WINCH", () -> {}));
        other.close();
        loop.addSignalHandler("WINCH", () -> {});
      }
    }
  }

  @Nested
  @Tag("slow")
  class InAChild {

    /** Shells start what runs in the background so, and a JVM leaves it so. */
    @BeforeEach
    void requireCtrlC() {
      assumeFalse(
          ChildJvm.isInterruptIgnored(), "skipped: this process was started with SIGINT ignored");
    }

    private ChildJvm start(Class<?> main) throws Exception {
      ChildJvm child = ChildJvm.start(main, Map.of());
      assertEquals("ready", child.line());
      return child;
    }

    @Test
    void ctrlC_cancelsMainWhichCleansUp() throws Exception {
      try (ChildJvm child = start(Patient.class)) {
        child.kill("INT");
        assertEquals("cleaned up\nended: interrupted by Ctrl-C (SIGINT)", child.rest());
        assertEquals(0, child.awaitExit());
      }
    }

    /** Waits until it is interrupted. */
    static final class Patient {
      public static void main(String[] args) {
        try {
          Weft.run(Patient::main);
        } catch (CancelledError interrupted) {
          System.out.println("ended: " + interrupted.getMessage());
        }
      }

      @Async
      static Coroutine<Void> main() {
        System.out.println("ready");
        try {
          Await.of(Weft.sleep(Duration.ofHours(1)));
        } finally {
          Await.of(Weft.sleep(Duration.ofMillis(1)));
          System.out.println("cleaned up");
        }
        return Coroutine.done();
      }
    }

    @Test
    void secondCtrlC_endsTheMachine() throws Exception {
      try (ChildJvm child = start(Stubborn.class)) {
        child.kill("INT");
        assertEquals("not yet", child.line());
        child.kill("INT");
        assertEquals("", child.rest());
        assertEquals(130, child.awaitExit());
      }
    }

    /** Takes long to clean up. */
    static final class Stubborn {
      public static void main(String[] args) {
        Weft.run(
            () -> {
              System.out.println("ready");
              try {
                Await.of(Weft.sleep(Duration.ofHours(1)));
              } finally {
                System.out.println("not yet");
                Await.of(Weft.sleep(Duration.ofHours(1)));
              }
              return Coroutine.done();
            });
      }
    }

    @Test
    void handlersOfMain_takePrecedenceAndGoAgain() throws Exception {
      try (ChildJvm child = start(Handling.class)) {
        child.kill("INT");
        assertEquals("got INT", child.line());
        child.kill("TERM");
        assertEquals("got TERM", child.line());
        assertEquals("ready again", child.line());
        child.kill("TERM");
        assertEquals("", child.rest());
        assertEquals(143, child.awaitExit());
      }
    }

    /** Handles two signals, and then no more. */
    static final class Handling {
      public static void main(String[] args) throws InterruptedException {
        Weft.run(
            () -> {
              AsyncFuture<Void> terminated = EventLoop.running().createFuture();
              EventLoop.running().addSignalHandler("INT", () -> System.out.println("got INT"));
              EventLoop.running()
                  .addSignalHandler(
                      "TERM",
                      () -> {
                        System.out.println("got TERM");
                        terminated.setResult(null);
                      });
              System.out.println("ready");
              Await.of(terminated);
              return Coroutine.done();
            });
        System.out.println("ready again");
        Thread.sleep(30_000);
      }
    }

    @Test
    void onAnotherThread_ctrlCEndsTheMachine() throws Exception {
      try (ChildJvm child = start(Elsewhere.class)) {
        child.kill("INT");
        assertEquals("", child.rest());
        assertEquals(130, child.awaitExit());
      }
    }

    /** Runs on a thread that is not the main one. */
    static final class Elsewhere {
      public static void main(String[] args) {
        new Thread(() -> Patient.main(args)).start();
      }
    }
  }
}
