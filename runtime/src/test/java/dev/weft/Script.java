package dev.weft;

import dev.weft.linkage.Awaits;
import dev.weft.linkage.CoroutineFrame;
import dev.weft.linkage.Driver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A coroutine as a list of steps, for tests of what is below the weaver. Each step gets the outcome
 * of the await before it; each but the last says what to await next; the last gives the result.
 */
public final class Script<T> extends CoroutineFrame<T> {

  /** Gets an outcome: a value, or a failure. */
  @FunctionalInterface
  public interface Step {
    Object take(Object value, Throwable failure) throws Throwable;
  }

  /** Begins. */
  @FunctionalInterface
  public interface Begin {
    Object call() throws Throwable;
  }

  /** Gets a value. */
  @FunctionalInterface
  public interface Then {
    Object apply(Object value) throws Throwable;
  }

  private final List<Step> steps = new ArrayList<>();

  private Script() {}

  /** Begins with an await. */
  public static <T> Script<T> await(Begin first) {
    return new Script<T>().step((value, failure) -> first.call());
  }

  /** Is one step that awaits nothing. */
  public static <T> Script<T> returning(Begin only) {
    return await(only);
  }

  /** Goes on after a success. */
  public Script<T> then(Then next) {
    return step(
        (value, failure) -> {
          if (failure != null) {
            throw failure;
          }
          return next.apply(value);
        });
  }

  /** Goes on after either. */
  public Script<T> step(Step next) {
    steps.add(next);
    return this;
  }

  @Override
  protected Object step(Driver driver, int depth) throws Throwable {
    int i = state == STARTED ? 0 : state;
    Object next;
    if (i == 0) {
      next = steps.get(0).take(null, null);
    } else {
      next = resume(i, driver);
    }
    while (++i < steps.size()) {
      Object value = null;
      Throwable failure = null;
      try {
        value = awaitNow(next, driver, depth);
      } catch (Throwable t) {
        failure = t;
      }
      if (driver.unwinding) {
        driver.link(this, i);
        return null;
      }
      next = steps.get(i).take(value, failure);
    }
    return next;
  }

  private Object resume(int i, Driver driver) throws Throwable {
    Object value;
    try {
      value = driver.result();
    } catch (Throwable failure) {
      return steps.get(i).take(null, failure);
    }
    return steps.get(i).take(value, null);
  }

  private static Object awaitNow(Object next, Driver driver, int depth) throws Throwable {
    return next instanceof CompletionStage<?> stage
        ? Awaits.await(stage, driver, depth)
        : Awaits.await((Awaitable<?>) next, driver, depth);
  }
}
