package dev.weft.internal.queue;

import dev.weft.Context;
import org.jspecify.annotations.Nullable;

/** Something that a loop runs once per time it was made ready: a callback, or a task's step. */
public interface Scheduled extends Runnable {

  /** The context in which the loop runs it; null if any will do, since it calls no user's code. */
  @Nullable Context runsIn();
}
