package dev.weft;

import java.time.Duration;

public final class BlockingCaller {

  public BlockingCaller(AsyncExecutor executor) {}

  public BlockingCaller withTimeout(Duration timeout) {
    return this;
  }

  public <T> T call(AsyncCallable<T, ?> body) throws InterruptedException, TimeoutException {
    return null;
  }
}
