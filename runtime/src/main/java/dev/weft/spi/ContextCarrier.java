package dev.weft.spi;

import org.jspecify.annotations.Nullable;

/**
 * Carries values that a library keeps in thread locals, such as those of SLF4J's MDC, along with
 * Weft's contexts: each task, callback and {@code toThread} then has its own.
 *
 * <p>Named in {@code META-INF/services/dev.weft.spi.ContextCarrier} or in a {@code provides} of a
 * module. A task begins with the values of its creator. They are put into place before each of its
 * steps and taken up again after it, when the thread gets back what it had. A program without any
 * carrier pays nothing.
 *
 * <pre>{@code
 * public static final class UserCarrier implements ContextCarrier {
 *   @Override
 *   public Object capture() {
 *     return USER.get();
 *   }
 *
 *   @Override
 *   public void restore(Object captured) {
 *     USER.set((String) captured);
 *   }
 * }
 * }</pre>
 *
 * <p>Called by every thread that enters a {@link dev.weft.Context}; neither method may throw.
 */
public interface ContextCarrier {

  /** The values of the calling thread, immutable; null stands for none at all. */
  @Nullable Object capture();

  /** Makes the calling thread's values those of {@code captured}, and no others. */
  void restore(@Nullable Object captured);
}
