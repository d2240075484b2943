package dev.weft;

import dev.weft.annotations.Async;
import dev.weft.linkage.GeneratorEnd;
import dev.weft.linkage.GeneratorFrame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an async method that produces many values returns: a sequence computed on demand, which may
 * await between its values. asyncio's asynchronous generator.
 *
 * <pre>{@code
 * @Async
 * static AsyncGenerator<String> lines(StreamReader reader) throws IOException {
 *   for (String line; (line = Await.of(reader.readLine())) != null; ) {
 *     Yield.of(line);
 *   }
 *   return AsyncGenerator.end();
 * }
 * }</pre>
 *
 * <p>It starts when its first value is asked for, and runs only while one is asked for. Whoever
 * stops before the end closes it, so that its {@code finally} blocks run; {@link #forEach} does.
 * One that is dropped instead is kept, with all that it holds, until the loop ends, and closed
 * then. It belongs to the loop that runs it, and to one consumer at a time.
 *
 * @param <T> the type of the values
 */
public sealed interface AsyncGenerator<T extends @Nullable Object>
    permits GeneratorFrame, GeneratorEnd {

  /**
   * Asks for the next value. Suspends when the generator awaits.
   *
   * <p>A failure of the generator is the failure of this coroutine, and the end of the generator.
   * To cancel the coroutine is to cancel what the generator awaits.
   *
   * @return whether there is one, in {@link #current()}; false at the end, and ever after
   * @throws IllegalStateException at the await, if the generator is running already: it has one
   *     consumer at a time
   */
  Coroutine<Boolean> moveNext();

  /** The value that {@link #moveNext()} found; null before the first and after the last. */
  T current();

  /**
   * Ends the generator: the {@link Yield#of} at which it is paused throws {@link GeneratorExit}, so
   * that its {@code finally} blocks run, which may await. Does nothing if it has ended; one that
   * has not started never runs.
   *
   * @throws IllegalStateException at the await, if the generator is running, or produces another
   *     value instead of ending
   */
  Coroutine<@Nullable Void> closeAsync();

  /**
   * Runs {@code body} on each value, one after the other, and closes the generator on every exit:
   * the end, a failure of the generator or the body, a cancellation.
   *
   * @throws X at the await, what the body throws
   */
  <R extends @Nullable Object, X extends Exception> Coroutine<@Nullable Void> forEach(
      AsyncFunction<? super T, R, X> body) throws X;

  /**
   * Takes all values, in a list that can be changed. Suspends as {@link #forEach} does, and closes
   * the generator as it does; a generator without end fills the memory.
   *
   * <pre>{@code
   * List<String> all = Await.of(lines(reader).toList(), IOException.class);
   * }</pre>
   */
  @Async
  default Coroutine<List<T>> toList() {
    List<T> values = new ArrayList<>();
    Await.of(
        forEach(
            value -> {
              values.add(value);
              return Coroutine.done();
            }));
    return Coroutine.of(values);
  }

  /** The last statement of a generator: {@code return AsyncGenerator.end()}. */
  static <T extends @Nullable Object> AsyncGenerator<T> end() {
    return GeneratorEnd.instance();
  }
}
