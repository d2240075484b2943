package dev.weft.sync;

/** Runs a release once. */
final class HeldOnce implements Held {

  private final Runnable release;
  private boolean released; // the loop's thread only

  HeldOnce(Runnable release) {
    this.release = release;
  }

  @Override
  public void close() {
    if (!released) {
      released = true;
      release.run();
    }
  }
}
