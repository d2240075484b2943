package dev.weft.linkage;

import dev.weft.Awaitable;
import java.util.concurrent.CompletionStage;

public final class Awaits {

  private Awaits() {}

  public static Object await(Awaitable<?> awaitable, Driver driver, int depth) throws Throwable {
    return null;
  }

  public static Object await(CompletionStage<?> stage, Driver driver, int depth)
      throws Throwable {
    return null;
  }
}
