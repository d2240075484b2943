package dev.weft.weaver.program;

import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** What the programs under test await; when and where it completes is the harness's choice. */
public final class Futures {

  private static volatile Executor completer = Runnable::run;

  private Futures() {}

  /** From now on futures complete where and when {@code executor} runs the completion. */
  public static void completeOn(Executor executor) {
    completer = executor;
  }

  public static <T> CompletableFuture<T> later(T value) {
    return laterRun(value, () -> {});
  }

  /** Completes after running {@code first}. */
  public static <T> CompletableFuture<T> laterRun(T value, Runnable first) {
    CompletableFuture<T> future = new CompletableFuture<>();
    completer.execute(
        () -> {
          first.run();
          future.complete(value);
        });
    return future;
  }

  public static <T> CompletableFuture<T> fail(Throwable failure) {
    CompletableFuture<T> future = new CompletableFuture<>();
    completer.execute(() -> future.completeExceptionally(failure));
    return future;
  }

  /**
   * A stage, no {@code CompletableFuture}, that runs the callbacks registered with it at once,
   * inside the registration.
   */
  @SuppressWarnings("unchecked")
  public static <T> CompletionStage<T> syncStage(T value) {
    CompletableFuture<T> done = CompletableFuture.completedFuture(value);
    return (CompletionStage<T>)
        Proxy.newProxyInstance(
            Futures.class.getClassLoader(),
            new Class<?>[] {CompletionStage.class},
            (proxy, method, arguments) -> method.invoke(done, arguments));
  }
}
