package dev.weft.weaver.harness;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What async methods return: {@code Result<T>} in the texts of programs. */
public enum Kind {
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
  public String specialise(String text) {
    return text.replaceAll("\\bResult<", type).replaceAll("\\bret\\(", ret);
  }

  /** Only hot methods run without a loop. */
  public Set<Completion> completions() {
    return this == COROUTINE
        ? EnumSet.complementOf(EnumSet.of(Completion.WITHOUT_LOOP))
        : EnumSet.allOf(Completion.class);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
