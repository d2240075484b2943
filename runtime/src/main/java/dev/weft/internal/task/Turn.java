package dev.weft.internal.task;

import dev.weft.linkage.CoroutineFrame;
import dev.weft.linkage.Driver;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a task awaits that waits for its turn, at a lock for example. One task awaits it, as soon as
 * it is made.
 */
public final class Turn extends LoopFuture<Boolean> {

  /** Who gives turns. It hears of those that are not taken, so that the waiting body need not. */
  public interface Giver {

    /** A task that waited was cancelled before it got its turn. */
    void left();

    /**
     * A task was cancelled between getting its turn and taking it.
     *
     * @param turn what it got
     */
    void notTaken(boolean turn);
  }

  private final Giver giver;
  private final @Nullable Supplier<?> action;

  /**
   * A turn that {@code giver} will give, by setting the result.
   *
   * @param action what the task does with its turn before anything else, to go on with the outcome;
   *     null to go on with the turn itself
   */
  public Turn(TaskLoop loop, Giver giver, @Nullable Supplier<?> action) {
    super(loop);
    this.giver = Objects.requireNonNull(giver, "giver");
    this.action = action;
  }

  @Override
  public boolean cancel(@Nullable String message) {
    boolean cancelled = super.cancel(message);
    if (cancelled) {
      giver.left();
    }
    return cancelled;
  }

  @Override
  @Nullable Object take(CoroutineFrame<?> waiter) {
    return action == null ? value() : Driver.call(action, waiter);
  }

  @Override
  void missed() {
    giver.notTaken(value());
  }

  @Override
  public String toString() {
    return "<Turn " + describeState() + ">";
  }
}
