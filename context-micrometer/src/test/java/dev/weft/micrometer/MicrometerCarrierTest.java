package dev.weft.micrometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.weft.Await;
import dev.weft.Context;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.LoopThread;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.spi.ContextCarrier;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class MicrometerCarrierTest {

  static {
    ContextRegistry.getInstance().registerThreadLocalAccessor(new Slf4jThreadLocalAccessor());
  }

  private static final ThreadLocal<String> USER = new ThreadLocal<>();

  /** A second carrier, to see that several go together. */
  public static final class UserCarrier implements ContextCarrier {
    @Override
    public Object capture() {
      return USER.get();
    }

    @Override
    public void restore(Object captured) {
      USER.set((String) captured);
    }
  }

  private final Logger logger = (Logger) LoggerFactory.getLogger("requests");
  private final ListAppender<ILoggingEvent> appender =
      new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
          event.prepareForDeferredProcessing(); // takes the MDC, as every real appender does
          super.append(event);
        }
      };
  private final List<String> log = new ArrayList<>();

  @BeforeEach
  void listen() {
    logger.setAdditive(false);
    logger.addAppender(appender);
    appender.start();
    MDC.clear();
    USER.remove();
  }

  @AfterEach
  void listenNoMore() {
    logger.detachAppender(appender);
  }

  private static String values() {
    return MDC.get("request") + " " + USER.get();
  }

  @Async
  private Coroutine<Void> handle(String request) {
    MDC.put("request", request);
    USER.set("user of " + request);
    for (int i = 0; i < 3; i++) {
      logger.info("step");
      log.add(request + ": " + values());
      Await.of(Weft.sleep(Duration.ZERO));
    }
    return Coroutine.done();
  }

  @Test
  void everyTask_hasValuesOfItsOwn() {
    Weft.run(() -> Weft.map(List.of("a", "b"), 2, this::handle));
    assertEquals(
        List.of(
            "a: a user of a",
            "b: b user of b",
            "a: a user of a",
            "b: b user of b",
            "a: a user of a",
            "b: b user of b"),
        log);
    List<String> logged =
        appender.list.stream().map(event -> event.getMDCPropertyMap().get("request")).toList();
    assertEquals(List.of("a", "b", "a", "b", "a", "b"), logged);
  }

  @Test
  void valuesThatTheThreadHad_areItsOwnAgainAfterwards() {
    MDC.put("request", "outside");
    Weft.run(
        () -> {
          MDC.put("request", "inside");
          Await.of(Weft.sleep(Duration.ZERO));
          assertEquals("inside null", values());
          return Coroutine.done();
        });
    assertEquals("outside null", values());
  }

  @Test
  void task_beginsWithItsCreatorsValues() {
    Weft.run(
        () -> {
          MDC.put("request", "parent");
          Task<String> task = Weft.createTask(() -> Coroutine.of(values()));
          MDC.put("request", "changed later");
          assertEquals("parent null", Await.of(task));
          return Coroutine.done();
        });
  }

  @Test
  void callbacks_haveTheValuesOfWhoScheduledThem() {
    Weft.run(
        () -> {
          MDC.put("request", "scheduler");
          EventLoop.running().callSoon(() -> log.add(values()));
          MDC.remove("request");
          Await.of(Weft.sleep(Duration.ZERO));
          return Coroutine.done();
        });
    assertEquals(List.of("scheduler null"), log);
  }

  @Test
  void hotMethod_leavesItsCallersValuesAlone() {
    Weft.run(
        () -> {
          MDC.put("request", "caller");
          CompletableFuture<String> hot = hot();
          assertEquals("caller null", values());
          assertEquals("hot null", Await.of(hot));
          return Coroutine.done();
        });
  }

  @Async
  private static CompletableFuture<String> hot() {
    assertEquals("caller null", values());
    MDC.put("request", "hot");
    Await.of(Weft.sleep(Duration.ZERO));
    return CompletableFuture.completedFuture(values());
  }

  @Test
  void toThread_takesTheValuesAlong() {
    Weft.run(
        () -> {
          MDC.put("request", "r");
          assertEquals("r null", Await.of(Weft.toThread(MicrometerCarrierTest::values)));
          return Coroutine.done();
        });
  }

  @Test
  void submit_takesTheValuesOfTheOtherThreadAlong() {
    MDC.put("request", "servlet");
    try (LoopThread thread = LoopThread.start("loop")) {
      assertEquals("servlet null", thread.submit(() -> Coroutine.of(values())).join());
    }
  }

  @Test
  void emptyContext_beginsWithTheThreadsValuesAndKeepsItsOwn() {
    Context context = Context.empty();
    context.run(() -> MDC.put("request", "kept"));
    assertNull(MDC.get("request"));
    context.run(() -> log.add(values()));
    assertEquals(List.of("kept null"), log);
  }
}
