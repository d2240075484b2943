package dev.weft.internal.io;

import java.nio.channels.SelectionKey;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is to be called when one channel can be read or written. */
final class ChannelCallbacks {

  /*
   * Overview.
   *
   * The selector is told of a callback at once, and so of the removal of a writer, since nearly
   * every channel can be written all the time. It is told that a reader was removed only when an
   * event finds nobody to call: whoever reads, removes the callback, and soon sets one again costs
   * no system call.
   */

  private static final int READ = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;
  private static final int WRITE = SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT;

  private final SelectionKey key;
  private @Nullable Runnable reader;
  private @Nullable Runnable writer;

  ChannelCallbacks(SelectionKey key) {
    this.key = key;
  }

  @Nullable Runnable setReader(@Nullable Runnable callback) {
    Runnable before = reader;
    reader = callback;
    if (callback != null) {
      arm(READ);
    }
    return before;
  }

  @Nullable Runnable setWriter(@Nullable Runnable callback) {
    Runnable before = writer;
    writer = callback;
    if (callback != null) {
      arm(WRITE);
    } else if (before != null) {
      disarm(WRITE);
    }
    return before;
  }

  boolean isIdle() {
    return reader == null && writer == null;
  }

  private void arm(int operations) {
    int wanted = operations & key.channel().validOps();
    int interest = key.interestOps();
    if ((interest & wanted) != wanted) {
      key.interestOps(interest | wanted);
    }
  }

  private void disarm(int operations) {
    if (key.isValid()) { // the channel may be closed before its callbacks are removed
      key.interestOps(key.interestOps() & ~operations);
    }
  }

  /** Hands on the callbacks of what the selector found. */
  void ready(Consumer<? super Runnable> ready) {
    int found = key.readyOps();
    if ((found & READ) != 0) {
      callOrDisarm(reader, READ, ready);
    }
    if ((found & WRITE) != 0) {
      callOrDisarm(writer, WRITE, ready);
    }
  }

  private void callOrDisarm(
      @Nullable Runnable callback, int operations, Consumer<? super Runnable> ready) {
    if (callback != null) {
      ready.accept(callback);
    } else {
      disarm(operations);
    }
  }
}
