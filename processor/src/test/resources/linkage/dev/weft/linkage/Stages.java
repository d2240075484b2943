package dev.weft.linkage;

import java.util.concurrent.CompletableFuture;

public final class Stages {

  private Stages() {}

  public static <T> CompletableFuture<T> start(CoroutineFrame<T> frame) {
    return new CompletableFuture<>();
  }
}
