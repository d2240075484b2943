package dev.weft.weaver.harness;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.weaver.program.Futures;
import java.lang.reflect.Method;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs an async method, of either kind, from its call to its outcome. */
final class AsyncRun {

  private static final ExecutorService ANOTHER_THREAD =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "completes futures");
            thread.setDaemon(true);
            return thread;
          });

  private AsyncRun() {}

  static String of(Method method, Completion completion) throws Exception {
    if (completion == Completion.WITHOUT_LOOP) {
      Futures.completeOn(ANOTHER_THREAD);
      return outcomeOf((CompletionStage<?>) method.invoke(null)).get();
    }
    try (EventLoop loop = EventLoop.create()) {
      Futures.completeOn(
          switch (completion) {
            case READY -> Runnable::run;
            case ON_LOOP -> loop::callSoon;
            case MIXED -> mixed(loop);
            default -> ANOTHER_THREAD;
          });
      return runOn(loop, method);
    }
  }

  private static Executor mixed(EventLoop loop) {
    Random random = new Random(0);
    return completion -> {
      if (random.nextBoolean()) {
        completion.run();
      } else {
        loop.callSoon(completion);
      }
    };
  }

  private static String runOn(EventLoop loop, Method method) throws Exception {
    CompletableFuture<String> outcome = new CompletableFuture<>();
    loop.callSoon(
        () ->
            start(loop, method)
                .whenComplete((value, failure) -> outcome.complete(Outcome.of(value, failure)))
                .whenComplete((value, failure) -> loop.callSoonThreadsafe(loop::stop)));
    loop.runForever();
    return outcome.get();
  }

  private static CompletionStage<?> start(EventLoop loop, Method method) {
    try {
      Object started = method.invoke(null);
      return started instanceof Coroutine<?> coroutine
          ? loop.createTask(coroutine).toCompletableFuture()
          : (CompletionStage<?>) started;
    } catch (ReflectiveOperationException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static CompletableFuture<String> outcomeOf(CompletionStage<?> stage) {
    CompletableFuture<String> outcome = new CompletableFuture<>();
    stage.whenComplete((value, failure) -> outcome.complete(Outcome.of(value, failure)));
    return outcome;
  }
}
