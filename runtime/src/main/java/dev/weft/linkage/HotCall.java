package dev.weft.linkage;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One call of a hot method, from the stub's point of view: it runs the body itself, as a plain call
 * with {@link #driver}, and hands over how that ended.
 *
 * <pre>{@code
 * HotCall call = Stages.enter(1);
 * Object result;
 * try {
 *   result = body(arguments, call.driver, call.driver.depth(), null);
 * } catch (Throwable t) {
 *   return call.threw(t);
 * }
 * return call.returned(result);
 * }</pre>
 *
 * <p>So a hot method costs two frames of the physical stack, and its state machine is made only if
 * it suspends. Each call ends in exactly one of the two methods, on the thread that entered.
 */
public abstract class HotCall {

  /** What drives the first step. */
  public final Driver driver;

  private final int outerRemaining;

  protected HotCall(Driver driver) {
    this.driver = driver;
    this.outerRemaining = driver.beginStep();
  }

  /**
   * The body has returned.
   *
   * @param result its result, or anything when the driver unwinds
   * @return what the hot method returns
   */
  public final CompletableFuture<?> returned(@Nullable Object result) {
    return ended(driver.settle(result, outerRemaining));
  }

  /**
   * The body has thrown.
   *
   * @return what the hot method returns
   */
  public final CompletableFuture<?> threw(Throwable failure) {
    return ended(driver.settleFailure(failure, outerRemaining));
  }

  /**
   * The first step is over.
   *
   * @param leaf as {@link Driver#run} returns it
   */
  protected abstract CompletableFuture<?> ended(@Nullable CoroutineFrame<?> leaf);
}
