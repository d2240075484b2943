package dev.weft.internal.loop;

import dev.weft.internal.queue.Scheduled;
import dev.weft.internal.timer.Timer;

/** Something that a loop runs at a certain time, once. */
public interface Alarm extends Timer, Scheduled {

  /** It is due, and has left the heap. */
  void fired();
}
