package dev.weft;

import org.jspecify.annotations.Nullable;

/** A function of four arguments, for {@link Weft#gather}. */
@FunctionalInterface
public interface Function4<
    A extends @Nullable Object,
    B extends @Nullable Object,
    C extends @Nullable Object,
    D extends @Nullable Object,
    R extends @Nullable Object> {

  /** Applies the function. */
  R apply(A first, B second, C third, D fourth);
}
