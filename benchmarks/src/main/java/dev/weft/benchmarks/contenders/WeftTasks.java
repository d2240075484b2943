package dev.weft.benchmarks.contenders;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.benchmarks.Tasks;
import dev.weft.sync.AsyncQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Weft. */
public final class WeftTasks implements Tasks {

  @Override
  public void yields(int tasks, int times) {
    Weft.run(yieldAll(tasks, times));
  }

  @Async
  private static Coroutine<Void> yieldAll(int tasks, int times) {
    List<Task<Void>> all = new ArrayList<>(tasks);
    for (int i = 0; i < tasks; i++) {
      all.add(Weft.createTask(yielding(times)));
    }
    for (Task<Void> task : all) {
      Await.of(task);
    }
    return Coroutine.done();
  }

  @Async
  private static Coroutine<Void> yielding(int times) {
    for (int i = 0; i < times; i++) {
      Await.of(Weft.sleep(Duration.ZERO));
    }
    return Coroutine.done();
  }

  @Override
  public void mixedYields(int tasks, int times) {
    Weft.run(mix(tasks, times));
  }

  @Async
  private static Coroutine<Void> mix(int tasks, int times) {
    Random random = new Random(1);
    List<Task<?>> all = new ArrayList<>(tasks);
    for (int i = 0; i < tasks; i++) {
      all.add(
          switch (random.nextInt(4)) {
            case 0 -> Weft.createTask(yielding(times));
            case 1 -> Weft.createTask(counting(times));
            case 2 -> Weft.createTask(nesting(times));
            default -> Weft.createTask(appending(new StringBuilder(), times));
          });
    }
    for (Task<?> task : all) {
      Await.of(task);
    }
    return Coroutine.done();
  }

  @Async
  private static Coroutine<Long> counting(int times) {
    long count = 0;
    for (int i = 0; i < times; i++) {
      Await.of(Weft.sleep(Duration.ZERO));
      count += i;
    }
    return Coroutine.of(count);
  }

  @Async
  private static Coroutine<Void> nesting(int times) {
    Await.of(yielding(times));
    return Coroutine.done();
  }

  @Async
  private static Coroutine<String> appending(StringBuilder text, int times) {
    int left = times;
    while (left-- > 0) {
      Await.of(Weft.sleep(Duration.ZERO));
      if (left == 0) {
        text.append(times);
      }
    }
    return Coroutine.of(text.toString());
  }

  @Override
  public void createAndAwait(int n) {
    Weft.run(createEach(n));
  }

  @Async
  private static Coroutine<Long> createEach(int n) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      sum += Await.of(Weft.createTask(identity(i)));
    }
    return Coroutine.of(sum);
  }

  @Async
  @SuppressWarnings("weft:AsyncNeverAwaits") // what is measured is the task
  private static Coroutine<Integer> identity(int i) {
    return Coroutine.of(i);
  }

  @Override
  public void createAllThenAwait(int n) {
    Weft.run(createAll(n));
  }

  @Async
  private static Coroutine<Long> createAll(int n) {
    List<Task<Integer>> all = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      all.add(Weft.createTask(identity(i)));
    }
    long sum = 0;
    for (Task<Integer> task : all) {
      sum += Await.of(task);
    }
    return Coroutine.of(sum);
  }

  @Override
  public void resume(int depth, int times) {
    Weft.run(descend(depth, times));
  }

  @Async
  private static Coroutine<Integer> descend(int depth, int times) {
    if (depth == 1) {
      Await.of(yielding(times));
      return Coroutine.of(1);
    }
    return Coroutine.of(Await.of(descend(depth - 1, times)) + 1);
  }

  @Override
  public void cold(int depth, int times) {
    Weft.run(descendOften(depth, times));
  }

  @Async
  private static Coroutine<Long> descendOften(int depth, int times) {
    long sum = 0;
    for (int i = 0; i < times; i++) {
      sum += Await.of(descend(depth, 1));
    }
    return Coroutine.of(sum);
  }

  @Override
  public void exceptions(int depth, int times, RuntimeException failure) {
    Weft.run(failOften(depth, times, failure));
  }

  @Async
  private static Coroutine<Integer> failOften(int depth, int times, RuntimeException failure) {
    int caught = 0;
    for (int i = 0; i < times; i++) {
      try {
        Await.of(fail(depth, failure));
      } catch (RuntimeException e) {
        caught++;
      }
    }
    return Coroutine.of(caught);
  }

  @Async
  private static Coroutine<Integer> fail(int depth, RuntimeException failure) {
    if (depth == 1) {
      Await.of(Weft.sleep(Duration.ZERO));
      throw failure;
    }
    return Coroutine.of(Await.of(fail(depth - 1, failure)) + 1);
  }

  @Override
  public void queue(int capacity, int n) {
    Weft.run(handOff(new AsyncQueue<>(capacity), n));
  }

  @Async
  private static Coroutine<Long> handOff(AsyncQueue<Integer> queue, int n) {
    Task<Void> producer = Weft.createTask(produce(queue, n));
    long sum = 0;
    for (int i = 0; i < n; i++) {
      sum += Await.of(queue.get());
    }
    Await.of(producer);
    return Coroutine.of(sum);
  }

  @Async
  private static Coroutine<Void> produce(AsyncQueue<Integer> queue, int n) {
    for (int i = 0; i < n; i++) {
      Await.of(queue.put(i));
    }
    return Coroutine.done();
  }

  @Override
  public void wakeUps(int n) {
    ExecutorService other = Executors.newSingleThreadExecutor();
    Weft.run(askOften(other, n));
    other.shutdown();
  }

  @Async
  private static Coroutine<Long> askOften(ExecutorService other, int n) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      CompletableFuture<Integer> answer = new CompletableFuture<>();
      other.execute(() -> answer.complete(1));
      sum += Await.of(answer);
    }
    return Coroutine.of(sum);
  }
}
