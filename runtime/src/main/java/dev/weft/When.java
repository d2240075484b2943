package dev.weft;

/** What {@link Weft#waitAll} waits for. */
public enum When {
  /** Until all are done. */
  ALL_COMPLETED,

  /** Until one is done. */
  FIRST_COMPLETED,

  /** Until one has failed, or all are done. A cancellation is no failure. */
  FIRST_EXCEPTION
}
