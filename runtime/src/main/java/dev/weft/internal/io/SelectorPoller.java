package dev.weft.internal.io;

import dev.weft.spi.Poller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Waits on a {@code java.nio} selector. A key's attachment is its {@link ChannelCallbacks}. */
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

  // ---- channels ----

  @Override
  public @Nullable Runnable onReadable(SelectableChannel channel, @Nullable Runnable callback)
      throws ClosedChannelException {
    ChannelCallbacks callbacks = callback == null ? findCallbacks(channel) : callbacks(channel);
    return callbacks == null ? null : callbacks.setReader(callback);
  }

  @Override
  public @Nullable Runnable onWritable(SelectableChannel channel, @Nullable Runnable callback)
      throws ClosedChannelException {
    ChannelCallbacks callbacks = callback == null ? findCallbacks(channel) : callbacks(channel);
    return callbacks == null ? null : callbacks.setWriter(callback);
  }

  /** Also those of a channel that was closed, until the next poll. */
  private @Nullable ChannelCallbacks findCallbacks(SelectableChannel channel) {
    SelectionKey key = channel.keyFor(selector);
    return key == null ? null : (ChannelCallbacks) key.attachment();
  }

  private ChannelCallbacks callbacks(SelectableChannel channel) throws ClosedChannelException {
    SelectionKey existing = channel.keyFor(selector);
    if (existing != null) {
      if (existing.isValid()) {
        return (ChannelCallbacks) existing.attachment();
      }
      flushCancelledKeys();
    }
    SelectionKey key = channel.register(selector, 0);
    ChannelCallbacks callbacks = new ChannelCallbacks(key);
    key.attach(callbacks);
    return callbacks;
  }

  @Override
  public boolean isWatched(SelectableChannel channel) {
    ChannelCallbacks callbacks = findCallbacks(channel);
    return callbacks != null && !callbacks.isIdle();
  }

  @Override
  public void forget(SelectableChannel channel) {
    SelectionKey key = channel.keyFor(selector);
    if (key != null) {
      key.cancel();
      flushCancelledKeys();
    }
  }

  /** A cancelled key stays until the next selection: its channel cannot be registered or freed. */
  private void flushCancelledKeys() {
    try {
      selector.selectNow(key -> {}); // what it finds is found again by the next poll
    } catch (IOException e) {
      throw new UncheckedIOException("the event loop cannot poll for I/O", e);
    }
  }

  // ---- waiting ----

  @Override
  public void poll(long timeoutNanos, Consumer<? super Runnable> ready) throws IOException {
    Consumer<SelectionKey> handler = key -> ready(key, ready);
    if (timeoutNanos <= 0) {
      pollNow(handler);
    } else if (timeoutNanos == FOREVER) {
      selector.select(handler);
    } else {
      selector.select(handler, millisRoundedUp(timeoutNanos));
    }
  }

  private static void ready(SelectionKey key, Consumer<? super Runnable> ready) {
    try {
      ((ChannelCallbacks) key.attachment()).ready(ready);
    } catch (CancelledKeyException closedMeanwhile) { // by another thread: nobody to call
      return;
    }
  }

  /** Without channels there is nothing to ask the system for; most passes of most tests. */
  private void pollNow(Consumer<SelectionKey> handler) throws IOException {
    if (!selector.keys().isEmpty()) {
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
  public void close() throws IOException {
    selector.close();
  }
}
