package dev.weft.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

class AsyncTestExtensionTest {

  private static Events run(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(tests))
        .execute()
        .testEvents();
  }

  private static String failure(Event event) {
    Throwable failure =
        event
            .getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
            .getThrowable()
            .orElseThrow();
    StringBuilder text = new StringBuilder(String.valueOf(failure.getMessage()));
    for (Throwable suppressed : failure.getSuppressed()) {
      text.append('\n').append(suppressed);
    }
    return text.toString();
  }

  static class Passing {
    static final List<String> LOG = new ArrayList<>();

    @BeforeEach
    void before(TestLoop loop) {
      LOG.add("before " + loop.time());
    }

    @AsyncTest
    void sleeps(TestLoop loop) throws Exception {
      loop.run(() -> Coroutine.of(Await.of(Weft.sleep(Duration.ofMinutes(1)))));
    }

    @AfterEach
    void after(TestLoop loop) {
      LOG.add("after " + loop.time());
    }
  }

  @Test
  void beforeAndAfterEach_getTheTestsLoop() {
    Passing.LOG.clear();
    run(Passing.class).assertStatistics(stats -> stats.started(1).succeeded(1));
    assertEquals(List.of("before PT0S", "after PT1M"), Passing.LOG);
  }

  static class Leaking {
    @AsyncTest
    void leaves_aTask(TestLoop loop) {
      loop.run(
          () -> {
            Weft.createTask(Weft.sleep(Duration.ofDays(1)), "left");
            return Coroutine.done();
          });
    }
  }

  @Test
  void taskLeftBehind_failsTheTest() {
    Events events = run(Leaking.class);
    events.assertStatistics(stats -> stats.started(1).failed(1));
    String failure = failure(events.failed().list().get(0));
    assertTrue(failure.contains("cancel it or await it: <Task left pending>"), failure);
  }

  static class TooLong {
    @AsyncTest(limitSeconds = 5)
    void sleeps(TestLoop loop) {
      loop.run(() -> Coroutine.of(Await.of(Weft.sleep(Duration.ofSeconds(6)))));
    }
  }

  @Test
  void limit_isVirtualTime() {
    Events events = run(TooLong.class);
    events.assertStatistics(stats -> stats.started(1).failed(1));
    String failure = failure(events.failed().list().get(0));
    assertTrue(failure.contains("longer than PT5S of virtual time"), failure);
  }

  static class Seeded {
    @AsyncTest(seeds = 3)
    void fails_withOneSeed(TestLoop loop) {
      assertTrue(loop.options().seed() != 2);
    }
  }

  @Test
  void failedSeed_isInTheReport() {
    Events events = run(Seeded.class);
    events.assertStatistics(stats -> stats.started(3).succeeded(2).failed(1));
    Event failed = events.failed().list().get(0);
    assertEquals("seed 2", failed.getTestDescriptor().getDisplayName());
    assertTrue(failure(failed).contains("with seed 2; -Dweft.seed=2 repeats it"));
  }

  @ExtendWith(AsyncTestExtension.class)
  static class OtherKinds {
    @Test
    void plain(TestLoop loop) {
      loop.run(() -> Coroutine.of(Await.of(Weft.sleep(Duration.ofMinutes(1)))));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void parameterized(int minutes, TestLoop loop) {
      loop.run(() -> Coroutine.of(Await.of(Weft.sleep(Duration.ofMinutes(minutes)))));
      assertEquals(Duration.ofMinutes(minutes), loop.time());
    }

    @AsyncTest
    void async(TestLoop loop) {
      loop.run(() -> Coroutine.of(Await.of(Weft.sleep(Duration.ofMinutes(1)))));
    }
  }

  @Test
  void extension_servesOtherKindsOfTests() {
    run(OtherKinds.class).assertStatistics(stats -> stats.started(4).succeeded(4));
  }
}
