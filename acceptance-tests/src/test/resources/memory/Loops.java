package memory;

import dev.weft.AsyncGenerator;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.Yield;
import dev.weft.annotations.Async;
import dev.weft.weaver.program.Futures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Methods that suspend in a loop. */
class Loops {
  static final int PASSES = 1_000_000;

  @Async
  static Coroutine<Object> sleeping() {
    int passes = 0;
    while (passes < PASSES) {
      Await.of(Weft.sleep(Duration.ZERO));
      passes++;
    }
    return Coroutine.of(passes);
  }

  @Async
  static Coroutine<Object> awaitingFutures() {
    int passes = 0;
    while (passes < PASSES) {
      Object[] fresh = {passes, new int[2]};
      passes = Await.of(Futures.later((Integer) fresh[0])) + 1;
    }
    return Coroutine.of(passes);
  }

  @Async
  static Coroutine<Integer> next(int pass) {
    Await.of(Weft.sleep(Duration.ZERO));
    return Coroutine.of(pass + 1);
  }

  @Async
  static Coroutine<Object> callingCoroutines() {
    int passes = 0;
    while (passes < PASSES) {
      passes = Await.of(next(passes));
    }
    return Coroutine.of(passes);
  }

  @Async
  static CompletableFuture<Integer> hotNext(int pass) {
    Await.of(Weft.sleep(Duration.ZERO));
    return CompletableFuture.completedFuture(pass + 1);
  }

  @Async
  static CompletableFuture<Object> hotCallingHot() {
    int passes = 0;
    while (passes < PASSES) {
      passes = Await.of(hotNext(passes));
    }
    return CompletableFuture.completedFuture(passes);
  }

  @Async
  static Coroutine<Object> startingTasks() {
    int passes = 0;
    while (passes < PASSES) {
      passes = Await.of(Weft.createTask(next(passes)));
    }
    return Coroutine.of(passes);
  }

  @Async
  static Coroutine<Object> withTimeLimits() throws Exception {
    int passes = 0;
    while (passes < PASSES) {
      int pass = passes;
      passes = Await.of(Weft.timeout(Duration.ofHours(1), t -> next(pass)));
    }
    return Coroutine.of(passes);
  }

  @Async
  static Coroutine<Integer> failing(int pass) {
    Await.of(Weft.sleep(Duration.ZERO));
    throw new IllegalStateException("pass " + pass);
  }

  @Async
  static Coroutine<Object> retrying() {
    int passes = 0;
    while (true) {
      try {
        return Coroutine.of(Await.of(failing(passes)));
      } catch (IllegalStateException e) {
        passes++;
        if (passes == PASSES / 10) {
          return Coroutine.of(passes);
        }
      }
    }
  }

  @Async
  static AsyncGenerator<Integer> numbers() {
    for (int i = 0; i < PASSES; i++) {
      Await.of(Weft.sleep(Duration.ZERO));
      Yield.of(i);
    }
    return AsyncGenerator.end();
  }

  @Async
  static Coroutine<Object> consuming() {
    int passes = 0;
    AsyncGenerator<Integer> numbers = numbers();
    while (Await.of(numbers.moveNext())) {
      passes = numbers.current() + 1;
    }
    return Coroutine.of(passes);
  }

  @Async
  static Coroutine<Object> leaking() {
    List<Object> leak = new ArrayList<>();
    while (leak.size() < PASSES) {
      leak.add(new Object());
      Await.of(Weft.sleep(Duration.ZERO));
    }
    return Coroutine.of(leak.size());
  }
}
