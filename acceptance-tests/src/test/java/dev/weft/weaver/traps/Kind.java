package dev.weft.weaver.traps;

import dev.weft.weaver.harness.Completion;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What async methods return: {@code Result<T>} in a trap's text. */
enum Kind {
  COROUTINE("Coroutine<", "Coroutine.of("),
  STAGE("CompletionStage<", "CompletableFuture.completedFuture("),
  FUTURE("CompletableFuture<", "CompletableFuture.completedFuture(");

  private final String type;
  private final String ret;

  Kind(String type, String ret) {
    this.type = type;
    this.ret = ret;
  }

  /** Replaces {@code Result<} and {@code ret(}. */
  String specialise(String text) {
    return text.replaceAll("\\bResult<", type).replaceAll("\\bret\\(", ret);
  }

  /** Only hot methods run without a loop. */
  Set<Completion> completions() {
    return this == COROUTINE
        ? EnumSet.complementOf(EnumSet.of(Completion.WITHOUT_LOOP))
        : EnumSet.allOf(Completion.class);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
