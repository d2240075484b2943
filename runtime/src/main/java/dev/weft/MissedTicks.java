package dev.weft;

/** What an {@link Interval} does when its user was too slow for it. */
public enum MissedTicks {
  /** Ticks at once for every one that was missed, until it has caught up. */
  BURST,

  /** Starts anew: the next tick comes a period after the late one. */
  DELAY,

  /** Drops what was missed: the next tick comes at the next multiple of the period. */
  SKIP
}
