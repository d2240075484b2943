package dev.weft.linkage;

import dev.weft.AsyncFunction;
import dev.weft.AsyncGenerator;
import dev.weft.Coroutine;
import org.jspecify.annotations.Nullable;

/** What {@code AsyncGenerator.end()} returns: as a generator, an empty one. */
public final class GeneratorEnd<T extends @Nullable Object> implements AsyncGenerator<T> {

  private static final GeneratorEnd<?> INSTANCE = new GeneratorEnd<>();

  private GeneratorEnd() {}

  /** The only instance. */
  @SuppressWarnings("unchecked") // it has no values
  public static <T extends @Nullable Object> AsyncGenerator<T> instance() {
    return (AsyncGenerator<T>) INSTANCE;
  }

  /**
   * Checks what a generator's body returned. Woven code calls it where the end passed through a
   * variable.
   *
   * @throws IllegalStateException unless it is the end; forward another generator's values with a
   *     loop
   */
  public static void require(@Nullable AsyncGenerator<?> returned) {
    if (returned != INSTANCE) {
      throw new IllegalStateException(
          "an async generator returned "
              + returned
              + ": it can only return AsyncGenerator.end(). To pass on another generator's values,"
              + " yield them in a loop");
    }
  }

  @Override
  public Coroutine<Boolean> moveNext() {
    return Coroutine.of(false);
  }

  @Override
  @SuppressWarnings("NullAway") // there is no current value
  public T current() {
    return null;
  }

  @Override
  public Coroutine<@Nullable Void> closeAsync() {
    return Coroutine.done();
  }

  @Override
  public <R extends @Nullable Object, X extends Exception> Coroutine<@Nullable Void> forEach(
      AsyncFunction<? super T, R, X> body) {
    return Coroutine.done();
  }
}
