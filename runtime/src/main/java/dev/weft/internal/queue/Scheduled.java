package dev.weft.internal.queue;

import dev.weft.Context;

/** Something that a loop runs once per time it was made ready: a callback, or a task's step. */
public interface Scheduled extends Runnable {

  /** The context in which the loop runs it. */
  Context context();
}
