package dev.weft.internal.io;

import dev.weft.spi.Poller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;

/** Waits on a {@code java.nio} selector. A key's attachment is the callback for its events. */
public final class SelectorPoller implements Poller {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Selector selector;

  private SelectorPoller(Selector selector) {
    this.selector = selector;
  }

  /** Opens a poller on a new selector. */
  public static SelectorPoller open() {
    try {
      return new SelectorPoller(Selector.open());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open a selector for the event loop", e);
    }
  }

  @Override
  public void poll(long timeoutNanos, Consumer<? super Runnable> ready) throws IOException {
    Consumer<SelectionKey> handler = key -> ready.accept((Runnable) key.attachment());
    if (timeoutNanos <= 0) {
      pollNow(handler);
    } else if (timeoutNanos == FOREVER) {
      selector.select(handler);
    } else {
      selector.select(handler, millisRoundedUp(timeoutNanos));
    }
  }

  /** Without channels there is nothing to ask the system for; most passes of most tests. */
  private void pollNow(Consumer<SelectionKey> handler) throws IOException {
    if (isWatching()) {
      selector.selectNow(handler);
    }
  }

  /** Up, or a timer's last fraction of a millisecond would be spent spinning. */
  private static long millisRoundedUp(long nanos) {
    return (nanos - 1) / NANOS_PER_MILLI + 1;
  }

  @Override
  public void wakeup() {
    selector.wakeup();
  }

  @Override
  public boolean isWatching() {
    return !selector.keys().isEmpty();
  }

  @Override
  public void close() throws IOException {
    selector.close();
  }
}
