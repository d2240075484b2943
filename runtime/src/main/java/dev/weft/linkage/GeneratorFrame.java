package dev.weft.linkage;

import dev.weft.AsyncFunction;
import dev.weft.AsyncGenerator;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.GeneratorExit;
import dev.weft.annotations.Async;
import org.jspecify.annotations.Nullable;

/**
 * An async generator. The weaver generates one subclass per generator method.
 *
 * @param <T> the type of the values
 */
public abstract non-sealed class GeneratorFrame<T extends @Nullable Object>
    extends CoroutineFrame<Boolean> implements AsyncGenerator<T> {

  /*
   * Overview.
   *
   * The body is stepped by one consumer at a time: the frame of moveNext() or closeAsync(), an
   * Advance. A step of the body ends in one of four ways:
   *
   *   Yield.of(x)    the body hands x to the driver, saves itself and returns true
   *   end            it returns false
   *   failure        it throws
   *   await          it unwinds as any coroutine does, with the Advance as its parent
   *
   * In the first three it goes straight back to the Advance: as a return of step(), or, after an
   * await, through the trampoline. So nothing can come between a yield and takeYielded().
   *
   * All fields belong to the thread that drives.
   */

  private enum Phase {
    CREATED,
    PAUSED,
    RUNNING,
    ENDED
  }

  private Phase phase = Phase.CREATED;
  private @Nullable T current;

  /** For subclasses. */
  protected GeneratorFrame() {}

  @Override
  public final Coroutine<Boolean> moveNext() {
    return new Advance<>(this, null);
  }

  @Override
  @SuppressWarnings("NullAway") // null outside the sequence, as documented
  public final T current() {
    return current;
  }

  @Override
  @Async
  public final Coroutine<@Nullable Void> closeAsync() {
    if (phase == Phase.CREATED) {
      end();
    }
    if (phase == Phase.ENDED) {
      return Coroutine.done();
    }
    boolean yielded;
    try {
      yielded = Await.of(new Advance<>(this, new GeneratorExit()));
    } catch (GeneratorExit expected) {
      yielded = false;
    }
    if (yielded) {
      throw new IllegalStateException(
          "the async generator produced another value while it was closed: let GeneratorExit pass,"
              + " and do not yield in finally");
    }
    return Coroutine.done();
  }

  @Override
  @Async
  public final <R extends @Nullable Object, X extends Exception> Coroutine<@Nullable Void> forEach(
      AsyncFunction<? super T, R, X> body) throws X {
    try {
      while (Await.of(moveNext())) {
        Await.of(body.apply(current));
      }
      return Coroutine.done();
    } finally {
      Await.of(closeAsync());
    }
  }

  /** Runs the body on, up to its next yield, end, failure or pending await. */
  private @Nullable Object resume(Driver driver, int depth, @Nullable Throwable injected)
      throws Throwable {
    if (phase == Phase.CREATED) {
      claim();
      driver.started(this);
    }
    phase = Phase.RUNNING;
    driver.deliver(null, injected);
    return step(driver, depth);
  }

  private void requireIdle() {
    if (phase == Phase.RUNNING) {
      throw new IllegalStateException(
          "the async generator is running already: it has one consumer at a time");
    }
  }

  @SuppressWarnings("unchecked") // the processor checks what is yielded
  private void paused(Driver driver) {
    phase = Phase.PAUSED;
    current = (T) driver.takeYielded();
  }

  private void end() {
    phase = Phase.ENDED;
    current = null;
  }

  /** One run of the body, for {@code moveNext()} or {@code closeAsync()}. */
  private static final class Advance<T extends @Nullable Object> extends CoroutineFrame<Boolean> {

    private static final int AWAITING = 1;

    private final GeneratorFrame<T> generator;
    private final @Nullable Throwable injected;

    Advance(GeneratorFrame<T> generator, @Nullable Throwable injected) {
      this.generator = generator;
      this.injected = injected;
    }

    @Override
    protected @Nullable Object step(Driver driver, int depth) throws Throwable {
      boolean begins = state == STARTED;
      if (begins) {
        generator.requireIdle();
        if (generator.phase == Phase.ENDED) {
          return false;
        }
      }
      try {
        Object yielded = begins ? generator.resume(driver, depth, injected) : driver.result();
        if (driver.unwinding) {
          driver.link(this, AWAITING);
          return null;
        }
        return settle((Boolean) yielded, driver);
      } catch (Throwable failure) {
        ended(driver);
        throw failure;
      }
    }

    private Boolean settle(Boolean yielded, Driver driver) {
      if (yielded) {
        generator.paused(driver);
      } else {
        ended(driver);
      }
      return yielded;
    }

    private void ended(Driver driver) {
      generator.end();
      driver.ended(generator);
    }
  }
}
