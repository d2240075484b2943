package dev.weft.internal.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncFuture;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.LoopThread;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.VirtualTime;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TaskDumpTest {

  private static final String FILE = "TaskDumpTest.java";

  private final EventLoop loop = VirtualTime.loop();
  private final AsyncFuture<Void> never = loop.createFuture();

  @AfterEach
  void close() {
    loop.setExceptionHandler((l, context) -> {}); // tasks are left on purpose
    loop.close();
  }

  /** The dump after a few passes, without the loop itself and line numbers. */
  private String dump() {
    for (int i = 0; i < 5; i++) {
      loop.stop();
      loop.runForever();
    }
    String text = loop.dump();
    return Pattern.compile("java:[0-9]+")
        .matcher(text.substring(text.indexOf('\n') + 1))
        .replaceAll("java:N");
  }

  private static String at(String method) {
    return "at dev.weft.internal.task.TaskDumpTest." + method + "(" + FILE + ":N)\n";
  }

  @Async
  private Coroutine<Void> outer() {
    Await.of(inner());
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> inner() {
    Await.of(never);
    return Coroutine.done();
  }

  @Async
  private static Coroutine<Void> awaits(AsyncFuture<?> future) {
    Await.of(future);
    return Coroutine.done();
  }

  @Test
  void stack_isThatOfTheAwaitsInnermostFirst() {
    Task<Void> task = loop.createTask(outer());
    assertEquals(-1, task.stack().get(0).getLineNumber(), "it has not begun");
    loop.stop();
    loop.runForever();
    List<String> methods = new ArrayList<>();
    for (StackTraceElement element : task.stack()) {
      methods.add(element.getMethodName());
      assertEquals(FILE, element.getFileName());
      assertTrue(element.getLineNumber() > 0);
    }
    assertEquals(List.of("inner", "outer"), methods);
  }

  @Test
  void stackOfTheTaskThatTakesAStep_isItsThreads() {
    List<StackTraceElement> stack =
        loop.runUntilComplete(() -> Coroutine.of(Weft.currentTask().stack()));
    assertTrue(
        stack.stream()
            .anyMatch(
                element ->
                    element.getMethodName().equals("stackOfTheTaskThatTakesAStep_isItsThreads")));
  }

  @Test
  void dump_showsWhoAwaitsWhomAndWhere() {
    Task<Void> awaited = loop.createTask(outer(), "awaited");
    loop.createTask(awaits(awaited), "awaiting");
    assertEquals(
        "awaiting waits for <Task awaited pending>\n"
            + ("    " + at("awaits"))
            + "    awaited waits for <Future pending>\n"
            + ("        " + at("inner"))
            + ("        " + at("outer")),
        dump());
  }

  @Test
  void dump_looksThroughCombinators() {
    Task<Void> a = loop.createTask(inner(), "a");
    Task<Void> b = loop.createTask(inner(), "b");
    loop.createTask(() -> gather(a, b)).setName("gathering");
    String dump = dump();
    assertTrue(dump.startsWith("gathering waits for <Gathering of 2 pending>\n"), dump);
    assertTrue(dump.contains("\n    a waits for <Future pending>\n        at "), dump);
    assertTrue(dump.contains("\n    b waits for <Future pending>\n        at "), dump);
  }

  @Async
  private static Coroutine<Void> gather(Task<Void> a, Task<Void> b) {
    Await.of(Weft.gather(Weft.shield(a), b));
    return Coroutine.done();
  }

  @Test
  void dump_showsTheTasksOfAGroupBelowIt() {
    loop.createTask(() -> group()).setName("group");
    String dump = dump();
    assertTrue(dump.startsWith("group waits for <Future pending>\n    " + at("inner")), dump);
    assertTrue(
        dump.contains("\n    child waits for <Future pending>\n        " + at("inner")), dump);
  }

  @Async
  private Coroutine<Void> group() {
    Await.of(
        TaskGroup.run(
            g -> {
              g.createTask(inner()).setName("child");
              return inner();
            }));
    return Coroutine.done();
  }

  @Test
  void dump_looksThroughHotMethods() {
    loop.createTask(() -> callsHot()).setName("caller");
    String dump = dump();
    assertTrue(dump.startsWith("caller waits for "), dump);
    assertTrue(
        dump.contains("\n    Task-2 waits for <Future pending>\n        " + at("hot")), dump);
  }

  @Async
  private Coroutine<Void> callsHot() {
    Await.of(hot());
    return Coroutine.done();
  }

  @Async
  private CompletableFuture<Void> hot() {
    Await.of(never);
    return CompletableFuture.completedFuture(null);
  }

  @Test
  void tasksThatAwaitEachOther_areShownOnce() {
    List<Task<Void>> circle = new ArrayList<>();
    circle.add(loop.createTask(() -> awaits(circle.get(1))));
    circle.add(loop.createTask(() -> awaits(circle.get(0))));
    String dump = dump();
    assertTrue(dump.startsWith("Task-1 waits for <Task Task-2 pending>"), dump);
    assertTrue(dump.endsWith("        Task-1 (see above)\n"), dump);
  }

  @Test
  void otherThreads_mayAskToo() {
    try (LoopThread thread = LoopThread.start("loop")) {
      CountDownLatch begun = new CountDownLatch(1);
      thread.submit(
          () -> {
            begun.countDown();
            return Weft.sleep(Duration.ofHours(1));
          });
      begun.await();
      String dump = thread.loop().dump();
      assertTrue(dump.contains("waits for <Sleep of PT"), dump);
      assertTrue(dump.contains("tasks: 1"), dump);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @Tag("slow")
  void loopThatIsStuck_isShownWithTheStackOfItsThread() throws InterruptedException {
    try (LoopThread thread = LoopThread.start("loop")) {
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch end = new CountDownLatch(1);
      thread.submit(() -> block(begun, end));
      begun.await();
      String dump = thread.loop().dump();
      end.countDown();
      assertTrue(dump.startsWith("The loop has not answered"), dump);
      assertTrue(dump.contains("Task-1 is running\n"), dump);
      assertTrue(dump.contains("TaskDumpTest.block("), dump);
    }
  }

  @Async
  @SuppressWarnings({"weft:AsyncNeverAwaits", "weft:BlockingCall"}) // the subject
  private static Coroutine<Void> block(CountDownLatch begun, CountDownLatch end)
      throws InterruptedException {
    begun.countDown();
    end.await();
    return Coroutine.done();
  }
}
