package dev.weft;

import java.util.concurrent.CompletableFuture;

public interface AsyncExecutor {

  static AsyncExecutor of(EventLoop loop) {
    throw new UnsupportedOperationException();
  }

  <T> CompletableFuture<T> submit(AsyncCallable<T, ?> body);
}
