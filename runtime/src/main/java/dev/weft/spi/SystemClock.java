package dev.weft.spi;

/** {@code System.nanoTime()} without its arbitrary, perhaps negative, origin. */
enum SystemClock implements LoopClock {
  INSTANCE;

  private final long origin = System.nanoTime();

  @Override
  public long nanos() {
    return System.nanoTime() - origin;
  }
}
