package dev.weft;

import org.jspecify.annotations.Nullable;

/** A function of five arguments, for {@link Weft#gather}. */
@FunctionalInterface
public interface Function5<
    A extends @Nullable Object,
    B extends @Nullable Object,
    C extends @Nullable Object,
    D extends @Nullable Object,
    E extends @Nullable Object,
    R extends @Nullable Object> {

  /** Applies the function. */
  R apply(A first, B second, C third, D fourth, E fifth);
}
