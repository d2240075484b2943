package dev.weft.weaver.analysis;

import java.util.Optional;

/** What an async method returns decides when its body starts. */
public enum AsyncKind {
  /** {@code Coroutine}: starts when awaited or scheduled. */
  COROUTINE,
  /** {@code CompletionStage} or {@code CompletableFuture}: starts at once ("hot"). */
  STAGE,
  /** {@code AsyncGenerator}: runs while its consumer asks for a value. */
  GENERATOR;

  /** The linkage class that the state-machine class extends. */
  public String frameSuperclass() {
    return this == GENERATOR ? LinkageNames.GENERATOR_FRAME : LinkageNames.FRAME;
  }

  /** The kind of a method with this return descriptor, if it can be async. */
  public static Optional<AsyncKind> ofReturn(String descriptor) {
    return switch (descriptor) {
      case LinkageNames.COROUTINE_DESCRIPTOR -> Optional.of(COROUTINE);
      case LinkageNames.STAGE_DESCRIPTOR, LinkageNames.FUTURE_DESCRIPTOR -> Optional.of(STAGE);
      case LinkageNames.GENERATOR_DESCRIPTOR -> Optional.of(GENERATOR);
      default -> Optional.empty();
    };
  }
}
