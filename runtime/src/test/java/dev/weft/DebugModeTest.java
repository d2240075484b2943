package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.annotations.Async;
import dev.weft.internal.loop.LogCapture;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is fixed when the virtual machine starts, and so needs one of its own. */
@Tag("slow")
class DebugModeTest {

  /** asyncio case 13; rows U2 and U4. */
  @Test
  void debugMode_isOnByPropertyOrNonEmptyVariable() throws Exception {
    assertEquals("false", ChildJvm.run(IsDebug.class, Map.of()));
    assertEquals("true", ChildJvm.run(IsDebug.class, Map.of(), "-Ddev.weft.debug=true"));
    assertEquals("true", ChildJvm.run(IsDebug.class, Map.of("WEFT_DEBUG", "1")));
    assertEquals("false", ChildJvm.run(IsDebug.class, Map.of("WEFT_DEBUG", "")));
  }

  /** Prints whether a new loop is in debug mode. */
  static final class IsDebug {
    public static void main(String[] args) {
      try (EventLoop loop = EventLoop.create()) {
        System.out.print(loop.isDebug());
      }
    }
  }

  @Test
  void coroutineThatIsNeverAwaited_isLoggedWithItsOrigin() throws Exception {
    String log = ChildJvm.run(Forgetful.class, Map.of(), "-Ddev.weft.debug=true");
    assertTrue(log.contains("was never awaited"), log);
    assertTrue(log.contains("forget"), log);
    assertFalse(log.contains("remembered"), log);
    assertEquals("", ChildJvm.run(Forgetful.class, Map.of()));
  }

  /** Forgets one coroutine and awaits others, in both ways in which they run. */
  static final class Forgetful {

    @Async
    static Coroutine<String> forgotten() {
      Await.of(Weft.sleep(Duration.ofMillis(1)));
      return Coroutine.of("x");
    }

    @Async
    static Coroutine<String> remembered() {
      Await.of(Weft.sleep(Duration.ofMillis(1)));
      return Coroutine.of("x");
    }

    @SuppressWarnings("weft:CoroutineNeverAwaited") // the subject
    static WeakReference<Object> forget() {
      return new WeakReference<>(forgotten());
    }

    public static void main(String[] args) {
      try (LogCapture log = new LogCapture()) {
        Weft.run(
            () -> {
              Await.of(remembered());
              Coroutine<String> stored = remembered();
              Await.of(stored);
              return Coroutine.done();
            });
        WeakReference<Object> forgotten = forget();
        boolean reports = EventLoop.get().isDebug();
        while (forgotten.get() != null || (reports && log.text().isEmpty())) {
          System.gc();
        }
        System.out.print(log.text());
      }
    }
  }

  @Test
  void loopThatIsNeverClosed_isLoggedWithItsOrigin() throws Exception {
    String log = ChildJvm.run(Unclosed.class, Map.of(), "-Ddev.weft.debug=true");
    assertTrue(log.contains("Event loop was never closed"), log);
    assertTrue(log.contains("DebugModeTest$Unclosed.lose"), log);
    assertFalse(log.contains("DebugModeTest$Unclosed.closed"), log);
  }

  /** Loses one loop and closes another. */
  static final class Unclosed {

    static WeakReference<Object> lose() {
      return new WeakReference<>(EventLoop.create());
    }

    static WeakReference<Object> closed() {
      EventLoop loop = EventLoop.create();
      loop.close();
      return new WeakReference<>(loop);
    }

    public static void main(String[] args) {
      try (LogCapture log = new LogCapture()) {
        WeakReference<Object> closed = closed();
        WeakReference<Object> lost = lose();
        while (closed.get() != null || lost.get() != null || log.text().isEmpty()) {
          System.gc();
        }
        System.out.print(log.text());
      }
    }
  }

  /** What a stack overflow must not be the first to initialise. */
  @Test
  void classesThatKeepAFailure_areInitialisedWithTheLoop() throws Exception {
    String log = ChildJvm.run(IsDebug.class, Map.of(), "-Xlog:class+init=info");
    for (String name : List.of("UnseenFailure", "FutureStage", "StageFuture")) {
      assertTrue(log.contains("Initializing 'dev/weft/internal/task/" + name + "'"), name);
    }
  }
}
