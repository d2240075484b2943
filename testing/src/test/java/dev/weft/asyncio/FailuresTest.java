package dev.weft.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.EventLoop;
import dev.weft.ExceptionContext;
import dev.weft.testing.VirtualTime;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sections T and U: where failures go, and debug mode. */
class FailuresTest {

  private final EventLoop loop = new VirtualTime().newLoop();
  private final List<ExceptionContext> reports = new ArrayList<>();
  private final List<LogRecord> logged = new ArrayList<>();
  private final Logger logger = Logger.getLogger("dev.weft");
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          logged.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void captureTheLog() {
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
  }

  @AfterEach
  void close() {
    loop.close();
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }

  private void failInACallback(RuntimeException failure) {
    loop.callSoon(
        () -> {
          throw failure;
        });
    loop.stop();
    loop.runForever();
  }

  /** Rows T1 and T4. */
  @Test
  void noHandler_meansTheDefaultOne_whichLogs() {
    failInACallback(new IllegalStateException("default"));
    loop.setExceptionHandler((l, context) -> reports.add(context));
    failInACallback(new IllegalStateException("custom"));
    loop.setExceptionHandler(null);
    failInACallback(new IllegalStateException("default again"));
    assertEquals(
        List.of("default", "default again"),
        logged.stream().map(record -> record.getThrown().getMessage()).toList());
    logged.forEach(record -> assertEquals(Level.SEVERE, record.getLevel()));
    assertEquals("custom", reports.get(0).exception().getMessage());
  }

  /** Row T6. */
  @Test
  void report_hasAtLeastAMessage() {
    loop.setExceptionHandler((l, context) -> reports.add(context));
    failInACallback(new IllegalStateException());
    loop.callExceptionHandler(new ExceptionContext("only a message", null));
    assertNotNull(reports.get(0).message());
    assertEquals("only a message", reports.get(1).message());
    assertNull(reports.get(1).exception());
    assertNull(reports.get(1).future());
    assertNull(reports.get(1).handle());
  }

  /** Rows T8 and T10. */
  @Test
  void customHandler_mayDeferToTheDefaultOne() {
    loop.setExceptionHandler(
        (l, context) -> {
          reports.add(context);
          l.defaultExceptionHandler(context);
        });
    IllegalStateException failure = new IllegalStateException("both");
    failInACallback(failure);
    assertSame(failure, reports.get(0).exception());
    assertSame(failure, logged.get(0).getThrown());
  }

  /** Rows T11 and T19. */
  @Test
  void ownReport_reachesTheHandlerWithAllItsDetails() {
    loop.setExceptionHandler((l, context) -> reports.add(context));
    IOException failure = new IOException();
    ExceptionContext context =
        new ExceptionContext("mine", failure, Map.of("weather", "rain")).with("more", 42);
    loop.callExceptionHandler(context);
    assertSame(context, reports.get(0));
    assertEquals(Map.of("weather", "rain", "more", 42), reports.get(0).details());
  }

  /** Row T14. */
  @Test
  void failureThatNobodyLooksAt_tellsItsFuture() {
    loop.setExceptionHandler((l, context) -> reports.add(context));
    IOException failure = new IOException();
    loop.createFuture().setException(failure);
    loop.close();
    assertSame(failure, reports.get(0).exception());
    assertSame(failure, reports.get(0).future().exception());
  }

  /** Row T20. */
  @Test
  void callExceptionHandler_cannotBeOverridden() throws Exception {
    var method = loop.getClass().getMethod("callExceptionHandler", ExceptionContext.class);
    assertTrue(Modifier.isFinal(method.getModifiers()));
    assertTrue(Modifier.isFinal(loop.getClass().getModifiers()));
  }

  /** Rows U1 and U3. */
  @Test
  void debugMode_canBeSwitchedAlsoWhileTheLoopRuns() {
    assertFalse(loop.isDebug());
    loop.callSoon(() -> loop.setDebug(true));
    loop.stop();
    loop.runForever();
    assertTrue(loop.isDebug());
    loop.setDebug(false);
    assertFalse(loop.isDebug());
  }
}
