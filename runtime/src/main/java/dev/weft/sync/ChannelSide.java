package dev.weft.sync;

/** Counts the open ends on one side of a channel; the loop's thread only. */
final class ChannelSide {

  private final Runnable onLastClosed;
  private int open;

  ChannelSide(Runnable onLastClosed) {
    this.onLastClosed = onLastClosed;
  }

  /** How many ends are open. */
  int size() {
    return open;
  }

  /** Opens one more end. */
  End open() {
    open++;
    return new End();
  }

  /** One end. */
  final class End {

    private boolean closed;

    /**
     * Checks that this end may be used.
     *
     * @throws ChannelClosedException if it was closed
     */
    void requireOpen() {
      if (closed) {
        throw new ChannelClosedException("this end of the channel was closed: copy it before");
      }
    }

    End copy() {
      requireOpen();
      return open();
    }

    void close() {
      if (!closed) {
        closed = true;
        if (--open == 0) {
          onLastClosed.run();
        }
      }
    }
  }
}
