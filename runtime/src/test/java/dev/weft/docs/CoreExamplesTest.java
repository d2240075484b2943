package dev.weft.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncFuture;
import dev.weft.AsyncGenerator;
import dev.weft.Await;
import dev.weft.BlockingCaller;
import dev.weft.CancelScope;
import dev.weft.CancelledError;
import dev.weft.Context;
import dev.weft.ContextVar;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Handle;
import dev.weft.Interval;
import dev.weft.LoopThread;
import dev.weft.MissedTicks;
import dev.weft.Outcome;
import dev.weft.Runner;
import dev.weft.Selected;
import dev.weft.Task;
import dev.weft.TaskFactory;
import dev.weft.TaskGroup;
import dev.weft.TaskStatus;
import dev.weft.VirtualTime;
import dev.weft.Waited;
import dev.weft.Weft;
import dev.weft.When;
import dev.weft.Yield;
import dev.weft.annotations.Async;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of {@code dev.weft}. */
class CoreExamplesTest {

  private final List<String> log = new ArrayList<>();

  // ---- Weft ----

  @Async
  static Coroutine<String> greet(String name) {
    Await.of(Weft.sleep(Duration.ofMillis(100))); // suspends, and blocks no thread
    return Coroutine.of("hello " + name);
  }

  public static void main(String[] args) {
    System.out.println(Weft.run(greet("world")));
  }

  @Async
  private static Coroutine<String> refuse(String name) {
    Await.of(Weft.sleep(Duration.ofMillis(100)));
    throw new IllegalArgumentException("not " + name);
  }

  @Async
  private static Coroutine<String> fast() {
    Await.of(Weft.sleep(Duration.ofSeconds(1)));
    return Coroutine.of("fast");
  }

  @Async
  private static Coroutine<String> slow() {
    Await.of(Weft.sleep(Duration.ofSeconds(2)));
    return Coroutine.of("slow");
  }

  @Async
  private static Coroutine<Integer> width() {
    Await.of(Weft.sleep(Duration.ofSeconds(1)));
    return Coroutine.of(2);
  }

  @Async
  private static Coroutine<Integer> height() {
    Await.of(Weft.sleep(Duration.ofSeconds(1)));
    return Coroutine.of(3);
  }

  @Test
  void run_returnsTheResult() {
    assertEquals("hello world", Weft.run(greet("world")));
  }

  @Test
  void waitFor_limits() throws IOException {
    VirtualTime.run(
        () -> {
          String greeting = Await.of(Weft.waitFor(greet("ada"), Duration.ofSeconds(5)));
          assertEquals("hello ada", greeting);
          return Coroutine.done();
        });
  }

  @Test
  void timeout_isMoved() throws IOException {
    VirtualTime.run(
        () -> {
          String both =
              Await.of(
                  Weft.timeout(
                      Duration.ofSeconds(5), // for all of it
                      limit -> {
                        String first = Await.of(greet("ada"));
                        limit.rescheduleAfter(Duration.ofSeconds(5)); // and again from here
                        return Coroutine.of(first + ", " + Await.of(greet("alan")));
                      }));
          assertEquals("hello ada, hello alan", both);
          return Coroutine.done();
        });
  }

  @Test
  void gather_givesAll() {
    VirtualTime.run(
        () -> {
          List<String> greetings = Await.of(Weft.gather(greet("ada"), greet("alan")));
          assertEquals(List.of("hello ada", "hello alan"), greetings);
          int area = Await.of(Weft.gather(width(), height(), (width, height) -> width * height));
          assertEquals(6, area);
          return Coroutine.done();
        });
  }

  @Test
  void settle_tellsWhatFailed() {
    VirtualTime.run(
        () -> {
          for (Outcome<String> outcome : Await.of(Weft.settle(greet("ada"), refuse("alan")))) {
            if (outcome instanceof Outcome.Failure<String> failure) {
              log.add("failed: " + failure.exception().getMessage());
            }
          }
          return Coroutine.done();
        });
    assertEquals(List.of("failed: not alan"), log);
  }

  @Test
  void waitAll_leavesTheRestPending() {
    VirtualTime.run(
        () -> {
          List<Task<String>> tasks = List.of(Weft.createTask(slow()), Weft.createTask(fast()));
          Waited<Task<String>> waited = Await.of(Weft.waitAll(tasks, When.FIRST_COMPLETED));
          for (Task<String> late : waited.pending()) {
            late.cancel();
          }
          assertEquals(1, waited.pending().size());
          assertEquals("fast", waited.done().iterator().next().result());
          return Coroutine.done();
        });
  }

  @Test
  void asCompleted_isInOrderOfCompletion() {
    VirtualTime.run(
        () -> {
          for (Coroutine<String> next : Weft.asCompleted(List.of(slow(), fast()))) {
            log.add(Await.of(next));
          }
          return Coroutine.done();
        });
    assertEquals(List.of("fast", "slow"), log);
  }

  @Async
  private Coroutine<Void> save() {
    Await.of(Weft.sleep(Duration.ofSeconds(1)));
    log.add("saved");
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> saveUncancelled() {
    Task<Void> saving = Weft.createTask(save()); // somebody must hold it
    Await.of(Weft.shield(saving)); // a cancellation here leaves the saving alone
    return Coroutine.done();
  }

  @Test
  void shield_keepsCancellationAway() {
    VirtualTime.run(
        () -> {
          Task<Void> saver = Weft.createTask(saveUncancelled());
          Await.of(Weft.sleep(Duration.ZERO));
          saver.cancel();
          Await.of(Weft.sleep(Duration.ofSeconds(2)));
          assertEquals(true, saver.isCancelled());
          return Coroutine.done();
        });
    assertEquals(List.of("saved"), log);
  }

  @Test
  void race_isWonByTheFirst() {
    VirtualTime.run(
        () -> {
          String first = Await.of(Weft.race(slow(), fast()));
          assertEquals("fast", first);
          return Coroutine.done();
        });
  }

  @Test
  void select_tellsWhich() {
    VirtualTime.run(
        () -> {
          AsyncQueue<String> jobs = new AsyncQueue<>();
          AsyncEvent shutdown = new AsyncEvent();
          jobs.putNow("sweep");
          Task<String> job = Weft.createTask(jobs.get());
          Task<Void> end = Weft.createTask(shutdown.await());
          Selected<?> first = Await.of(Weft.select(job, end));
          if (first.future() == job) {
            log.add("to do: " + job.result());
          }
          return Coroutine.done();
        });
    assertEquals(List.of("to do: sweep"), log);
  }

  @Test
  void map_keepsTheOrder() {
    List<String> names = List.of("ada", "alan");
    VirtualTime.run(
        () -> {
          List<String> greetings = Await.of(Weft.map(names, 10, name -> greet(name)));
          assertEquals(List.of("hello ada", "hello alan"), greetings);
          return Coroutine.done();
        });
  }

  @Test
  void awaitable_isAmongOthers() {
    CompletionStage<String> stage = CompletableFuture.completedStage("stage");
    VirtualTime.run(
        () -> {
          List<String> both = Await.of(Weft.gather(greet("ada"), Weft.awaitable(stage)));
          assertEquals(List.of("hello ada", "stage"), both);
          return Coroutine.done();
        });
  }

  @TempDir Path folder;

  @Test
  void toThread_mayBlock() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "text");
    Weft.run(
        () -> {
          String text = Await.of(Weft.toThread(() -> Files.readString(file)));
          assertEquals("text", text);
          return Coroutine.done();
        });
  }

  @Test
  void otherThreads_ask() throws Exception {
    try (LoopThread thread = LoopThread.start("loop")) {
      EventLoop loop = thread.loop();
      CompletableFuture<String> greeting = Weft.runCoroutineThreadsafe(greet("ada"), loop);
      assertEquals("hello ada", greeting.get(10, TimeUnit.SECONDS));
    }
    try (LoopThread loop = LoopThread.start("greetings")) {
      CompletableFuture<String> greeting = loop.submit(() -> greet("ada"));
      log.add(greeting.get(10, TimeUnit.SECONDS)); // this thread may block
    }
    assertEquals(List.of("hello ada"), log);
    try (LoopThread loopThread = LoopThread.start("loop")) {
      BlockingCaller caller = new BlockingCaller(loopThread).withTimeout(Duration.ofSeconds(10));
      String greeting = caller.call(() -> greet("ada"));
      assertEquals("hello ada", greeting);
    }
  }

  // ---- Await, Coroutine, AsyncFuture, Task ----

  @Async
  static Coroutine<Integer> total(Coroutine<Integer> net, CompletionStage<Integer> tax)
      throws IOException {
    return Coroutine.of(Await.of(net) + Await.of(tax, IOException.class));
  }

  @Test
  void total_isAwaited() throws IOException {
    assertEquals(5, VirtualTime.run(() -> total(height(), CompletableFuture.completedStage(2))));
  }

  @Test
  void coroutine_runsWhenAwaited() {
    VirtualTime.run(
        () -> {
          Coroutine<String> greeting = greet("ada"); // nothing has run yet
          String text = Await.of(greeting); // runs it, in here
          assertEquals("hello ada", text);
          return Coroutine.done();
        });
  }

  @Test
  void future_isCompletedByACallback() {
    VirtualTime.run(
        () -> {
          EventLoop loop = EventLoop.running();
          AsyncFuture<String> answer = loop.createFuture();
          loop.callLater(Duration.ofSeconds(1), () -> answer.setResult("42"));
          String text = Await.of(answer); // suspends until then
          assertEquals("42", text);
          return Coroutine.done();
        });
  }

  @Test
  void task_runsBeside() {
    VirtualTime.run(
        () -> {
          Task<String> greeting =
              Weft.createTask(greet("ada"), "greeter"); // begins at the next await
          log.add("waiting for " + greeting.name());
          String text = Await.of(greeting);
          assertEquals("hello ada", text);
          return Coroutine.done();
        });
    assertEquals(List.of("waiting for greeter"), log);
  }

  // ---- ContextVar, Context ----

  static final ContextVar<String> USER = ContextVar.of("user", "nobody");

  @Async
  static Coroutine<String> serve(String user) {
    USER.set(user); // for this task, and for the tasks that it makes from now on
    return Coroutine.of(Await.of(page()));
  }

  @Async
  static Coroutine<String> page() {
    Await.of(Weft.sleep(Duration.ofSeconds(1)));
    return Coroutine.of("hello " + USER.get());
  }

  @Test
  void variable_isTheTasks() {
    List<String> pages =
        VirtualTime.run(() -> Coroutine.of(Await.of(Weft.gather(serve("ada"), serve("alan")))));
    assertEquals(List.of("hello ada", "hello alan"), pages);
  }

  @Test
  void context_isASnapshot() {
    Context.empty()
        .run(
            () -> {
              Context outside = Context.copyOfCurrent();
              USER.set("ada");
              outside.run(() -> log.add(USER.get())); // as it was then: nobody
            });
    assertEquals(List.of("nobody"), log);
  }

  // ---- Runner, Interval, TaskFactory, EventLoop ----

  @Test
  void runner_runsSeveral() {
    try (Runner runner = new Runner()) {
      String first = runner.run(greet("ada"));
      String second = runner.run(greet("alan")); // on the same loop
      log.addAll(List.of(first, second));
    }
    assertEquals(List.of("hello ada", "hello alan"), log);
  }

  @Test
  void interval_ticks() {
    VirtualTime.run(
        () -> {
          EventLoop loop = EventLoop.running();
          Interval seconds = new Interval(Duration.ofSeconds(1), MissedTicks.SKIP);
          for (int i = 0; i < 3; i++) {
            Await.of(seconds.tick()); // the first one at once
            log.add("at " + loop.time().toSeconds());
          }
          return Coroutine.done();
        });
    assertEquals(List.of("at 0", "at 1", "at 2"), log);
  }

  private int made;

  @Test
  void taskFactory_counts() {
    VirtualTime.run(
        () -> {
          EventLoop loop = EventLoop.running();
          TaskFactory counting =
              new TaskFactory() {
                @Override
                public <T> Task<T> create(EventLoop loop, Coroutine<T> coroutine, Context context) {
                  made++;
                  return TaskFactory.standard().create(loop, coroutine, context);
                }
              };
          loop.setTaskFactory(counting);
          Await.of(Weft.createTask(greet("ada")));
          assertEquals(1, made);
          return Coroutine.done();
        });
  }

  @Test
  void loop_callsBack() {
    VirtualTime.run(
        () -> {
          EventLoop loop = EventLoop.running();
          loop.callSoon(() -> log.add("in the next pass"));
          Handle timer = loop.callLater(Duration.ofSeconds(1), () -> log.add("never"));
          timer.cancel();
          Await.of(Weft.sleep(Duration.ofSeconds(2)));
          return Coroutine.done();
        });
    assertEquals(List.of("in the next pass"), log);
  }

  @Test
  void exceptionHandler_hears() {
    VirtualTime.run(
        () -> {
          EventLoop loop = EventLoop.running();
          loop.setExceptionHandler((where, failure) -> log.add(failure.exception().getMessage()));
          loop.callSoon(
              () -> {
                throw new IllegalStateException("no caller");
              });
          Await.of(Weft.sleep(Duration.ofSeconds(1)));
          return Coroutine.done();
        });
    assertEquals(List.of("no caller"), log);
  }

  // ---- TaskGroup, CancelScope ----

  @Test
  void taskGroup_waits() {
    VirtualTime.run(
        () -> {
          String both =
              Await.of(
                  TaskGroup.run(
                      group -> {
                        Task<String> first = group.createTask(greet("ada"));
                        Task<String> second = group.createTask(greet("alan"));
                        return Coroutine.of(Await.of(first) + ", " + Await.of(second));
                      }));
          assertEquals("hello ada, hello alan", both);
          return Coroutine.done();
        });
  }

  @Async
  private static Coroutine<Void> serve(TaskStatus<Integer> status) throws IOException {
    Await.of(Weft.sleep(Duration.ofSeconds(1)));
    status.started(8080);
    return Coroutine.done();
  }

  @Test
  void taskGroup_startsAServer() throws IOException {
    VirtualTime.run(
        () ->
            TaskGroup.runVoid(
                group -> {
                  int port =
                      Await.of(group.<Integer, Void, IOException>start(status -> serve(status)));
                  assertEquals(8080, port);
                  return Coroutine.done();
                }));
  }

  @Test
  void cancellation_isThrownOn() {
    VirtualTime.run(
        () -> {
          Task<Void> napping =
              Weft.createTask(
                  () -> {
                    try {
                      Await.of(Weft.sleep(Duration.ofHours(1)));
                    } catch (CancelledError cancelled) {
                      log.add("stopped early");
                      throw cancelled;
                    }
                    return Coroutine.done();
                  });
          Await.of(Weft.sleep(Duration.ofSeconds(1)));
          napping.cancel();
          Await.of(Weft.settle(napping));
          assertTrue(napping.isCancelled());
          return Coroutine.done();
        });
    assertEquals(List.of("stopped early"), log);
  }

  @Async
  static AsyncGenerator<Integer> ticks(Duration pause) {
    try {
      for (int i = 0; ; i++) {
        Yield.of(i);
        Await.of(Weft.sleep(pause));
      }
    } finally {
      System.out.println("closed"); // when the consumer wants no more
    }
  }

  @Test
  void generator_isClosed() {
    VirtualTime.run(
        () -> {
          AsyncGenerator<Integer> ticks = ticks(Duration.ofSeconds(1));
          Await.of(ticks.moveNext());
          Await.of(ticks.moveNext());
          assertEquals(1, ticks.current());
          Await.of(ticks.closeAsync());
          assertFalse(Await.of(ticks.moveNext()));
          return Coroutine.done();
        });
  }

  @Async
  private static Coroutine<List<String>> find(String word) {
    Await.of(Weft.sleep(Duration.ofHours(1)));
    return Coroutine.of(List.of(word));
  }

  @Test
  void cancelScope_endsItsBody() {
    VirtualTime.run(
        () -> {
          CancelScope search = new CancelScope();
          Runnable onEscape = search::cancel;
          EventLoop.running().callLater(Duration.ofSeconds(1), onEscape);
          List<String> hits = Await.of(search.run(scope -> find("weft")));
          if (search.cancelledCaught()) {
            log.add("stopped"); // hits is null
          }
          assertEquals(null, hits);
          return Coroutine.done();
        });
    assertEquals(List.of("stopped"), log);
  }
}
