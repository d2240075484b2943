package dev.weft.sync;

/**
 * A semaphore that never has more free permits than at the start: asyncio's {@code
 * BoundedSemaphore}. A release too many is a mistake, which this one finds.
 */
public final class BoundedSemaphore extends AsyncSemaphore {

  private final int bound;

  /**
   * A semaphore of {@code free} permits.
   *
   * @throws IllegalArgumentException if {@code free} is negative
   */
  public BoundedSemaphore(int free) {
    super(free);
    this.bound = free;
  }

  /**
   * Gives a permit to the task that has waited longest, or sets it free.
   *
   * @throws IllegalStateException if all permits are free; release once per acquire
   */
  @Override
  public void release() {
    if (statistics().free() >= bound) {
      throw new IllegalStateException("BoundedSemaphore released too many times");
    }
    super.release();
  }
}
