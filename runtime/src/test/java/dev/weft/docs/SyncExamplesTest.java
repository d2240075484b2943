package dev.weft.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.VirtualTime;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.sync.AsyncBarrier;
import dev.weft.sync.AsyncChannel;
import dev.weft.sync.AsyncCondition;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.sync.CapacityLimiter;
import dev.weft.sync.Held;
import dev.weft.sync.PriorityQueue;
import dev.weft.sync.Sender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import org.junit.jupiter.api.Test;

/** The examples of {@code dev.weft.sync}. */
class SyncExamplesTest {

  private final List<String> log = new ArrayList<>();

  /** Two at a time, or it fails. */
  private static final AsyncSemaphore DOWNLOADS = new AsyncSemaphore(2);

  @Async
  private static Coroutine<String> download(String page) {
    assertTrue(DOWNLOADS.tryAcquire());
    try {
      Await.of(Weft.sleep(Duration.ofSeconds(1)));
    } finally {
      DOWNLOADS.release();
    }
    return Coroutine.of("<" + page + ">");
  }

  // ---- AsyncLock ----

  private final AsyncLock lock = new AsyncLock();
  private int balance;
  private int saved;

  @Async
  private Coroutine<Void> save(int amount) {
    Await.of(Weft.sleep(Duration.ofSeconds(1)));
    saved = amount;
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> deposit(int amount) {
    try (Held held = Await.of(lock.hold())) {
      int before = balance;
      Await.of(save(before + amount)); // nobody else is in here meanwhile
      balance = before + amount;
    }
    return Coroutine.done();
  }

  @Test
  void lock_keepsTheOthersOut() {
    VirtualTime.run(() -> Coroutine.of(Await.of(Weft.gather(deposit(1), deposit(2), deposit(3)))));
    assertEquals(6, balance);
    assertEquals(6, saved);
  }

  // ---- AsyncEvent ----

  @Async
  private Coroutine<Void> startServer() {
    Await.of(Weft.sleep(Duration.ofSeconds(1)));
    log.add("started");
    return Coroutine.done();
  }

  @Async
  private Coroutine<String> askWhenReady(AsyncEvent ready) {
    Await.of(ready.await());
    log.add("asked");
    return Coroutine.of("answer");
  }

  @Test
  void event_letsAllGoOn() {
    VirtualTime.run(
        () -> {
          AsyncEvent ready = new AsyncEvent();
          Task<String> client = Weft.createTask(() -> askWhenReady(ready));
          Await.of(startServer());
          ready.set(); // everybody who waits goes on, and nobody waits from now on
          String answer = Await.of(client);
          assertEquals("answer", answer);
          return Coroutine.done();
        });
    assertEquals(List.of("started", "asked"), log);
  }

  // ---- AsyncCondition ----

  private final AsyncCondition changed = new AsyncCondition();
  private int stock;

  @Async
  private Coroutine<Void> sell(int wanted) {
    try (Held held = Await.of(changed.hold())) {
      Await.of(changed.awaitUntil(() -> stock >= wanted)); // lets the lock go while it waits
      stock -= wanted;
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> deliver(int delivered) {
    try (Held held = Await.of(changed.hold())) {
      stock += delivered;
      changed.signalAll();
    }
    return Coroutine.done();
  }

  @Test
  void condition_isWaitedFor() {
    VirtualTime.run(
        () -> Coroutine.of(Await.of(Weft.gather(sell(3), sell(2), deliver(1), deliver(5)))));
    assertEquals(1, stock);
  }

  // ---- AsyncSemaphore ----

  @Async
  static Coroutine<String> fetch(String page, AsyncSemaphore connections) {
    try (Held permit = Await.of(connections.hold())) {
      return Coroutine.of(Await.of(download(page)));
    }
  }

  @Test
  void semaphore_letsTwoThrough() {
    VirtualTime.run(
        () -> {
          AsyncSemaphore connections = new AsyncSemaphore(2);
          List<String> pages =
              Await.of(
                  Weft.gather(
                      List.of(
                          fetch("a", connections),
                          fetch("b", connections),
                          fetch("c", connections))));
          assertEquals(List.of("<a>", "<b>", "<c>"), pages);
          return Coroutine.done();
        });
  }

  // ---- AsyncBarrier ----

  @Async
  private static Coroutine<Void> compute(int round) {
    Await.of(Weft.sleep(Duration.ofSeconds(round)));
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> computeAll(AsyncBarrier barrier, int rounds)
      throws BrokenBarrierException {
    for (int round = 0; round < rounds; round++) {
      Await.of(compute(round));
      int number = Await.of(barrier.await()); // nobody is past this before all have come
      if (number == 0) {
        log.add("round " + round); // one of them says so
      }
    }
    return Coroutine.done();
  }

  @Test
  void barrier_keepsThemTogether() throws Exception {
    AsyncBarrier barrier = new AsyncBarrier(2);
    VirtualTime.run(
        () -> Coroutine.of(Await.of(Weft.gather(computeAll(barrier, 3), computeAll(barrier, 3)))));
    assertEquals(List.of("round 0", "round 1", "round 2"), log);
  }

  // ---- AsyncQueue, PriorityQueue ----

  private void handle(String name) {
    log.add(name);
  }

  @Async
  Coroutine<Void> work(AsyncQueue<String> jobs) {
    while (true) {
      String name = Await.of(jobs.get());
      try {
        handle(name);
      } finally {
        jobs.taskDone();
      }
    }
  }

  @Test
  void queue_isWorkedOff() {
    List<String> names = List.of("a", "b", "c");
    VirtualTime.run(
        () -> {
          AsyncQueue<String> jobs = new AsyncQueue<>(100);
          Task<Void> worker = Weft.createTask(() -> work(jobs));
          for (String name : names) {
            Await.of(jobs.put(name)); // waits while 100 are waiting
          }
          Await.of(jobs.join()); // all of them are done
          worker.cancel();
          return Coroutine.done();
        });
    assertEquals(names, log);
  }

  private record Job(Duration deadline) {}

  @Test
  void priorityQueue_isOrdered() {
    PriorityQueue<Job> jobs = PriorityQueue.ordered(0, Comparator.comparing(Job::deadline));
    jobs.putNow(new Job(Duration.ofSeconds(2)));
    jobs.putNow(new Job(Duration.ofSeconds(1)));
    assertEquals(Duration.ofSeconds(1), jobs.getNow().deadline());
  }

  // ---- AsyncChannel ----

  @Async
  static Coroutine<Void> say(Sender<String> words) {
    try (words) {
      Await.of(words.send("hello"));
      Await.of(words.send("world")); // waits while 10 are not received
    }
    return Coroutine.done();
  }

  @Test
  void channel_endsWithItsWriter() {
    VirtualTime.run(
        () -> {
          AsyncChannel<String> words = AsyncChannel.open(10);
          Task<Void> writer = Weft.createTask(() -> say(words.sender()));
          Await.of(
              words
                  .receiver()
                  .forEach( // until the writer has closed its end
                      word -> {
                        log.add(word);
                        return Coroutine.done();
                      }));
          Await.of(writer);
          return Coroutine.done();
        });
    assertEquals(List.of("hello", "world"), log);
  }

  // ---- CapacityLimiter ----

  @Async
  static Coroutine<String> convert(String name, CapacityLimiter converters) {
    try (Held turn = Await.of(converters.hold())) {
      return Coroutine.of(Await.of(download(name)));
    }
  }

  @Test
  void limiter_changes() {
    VirtualTime.run(
        () -> {
          CapacityLimiter converters = new CapacityLimiter(2);
          Task<String> first = Weft.createTask(() -> convert("a", converters));
          Task<String> second = Weft.createTask(() -> convert("b", converters));
          converters.setLimit(1); // from now on one at a time
          String both = Await.of(first) + Await.of(second);
          assertEquals("<a><b>", both);
          return Coroutine.done();
        });
  }
}
