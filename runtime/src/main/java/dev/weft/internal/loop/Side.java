package dev.weft.internal.loop;

import dev.weft.AsyncFuture;
import dev.weft.Handle;
import java.lang.ref.WeakReference;
import java.nio.channels.SelectableChannel;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reading from a channel, or writing to it: who waits, and whether waiting is the only way. */
public final class Side implements Runnable {

  private final RunLoop loop;
  private final WeakReference<SelectableChannel> channel;
  private final String verb;
  private final BiConsumer<SelectableChannel, @Nullable Handle> watch;
  private @Nullable Handle handle; // the poller has it, unless it is cancelled
  private @Nullable AsyncFuture<@Nullable Void> waiter;
  private boolean drained;

  Side(
      RunLoop loop,
      WeakReference<SelectableChannel> channel,
      String verb,
      BiConsumer<SelectableChannel, @Nullable Handle> watch) {
    this.loop = loop;
    this.channel = channel;
    this.verb = verb;
    this.watch = watch;
  }

  /** Whether an attempt would find nothing: the last one said so, and no event came since. */
  public boolean isDrained() {
    return drained;
  }

  /** Says that the last attempt has left nothing for another one. */
  public void drained() {
    drained = true;
  }

  /**
   * Checks that nobody waits, whom another attempt would overtake. Returns this.
   *
   * @throws IllegalStateException if somebody does
   */
  public Side requireFree() {
    if (waiter != null && !waiter.isDone()) {
      throw new IllegalStateException(
          "another task is waiting to " + verb + " " + channel.get() + ": one at a time");
    }
    return this;
  }

  /**
   * A future that is done when the channel is ready.
   *
   * @throws IllegalStateException if somebody waits for the same already
   */
  public AsyncFuture<@Nullable Void> ready() {
    requireFree();
    waiter = loop.createFuture();
    if (handle == null || handle.isCancelled()) { // by whoever has replaced it
      handle = new WakeHandle(loop, this);
      watch.accept(channel.get(), handle);
    }
    return waiter;
  }

  /** The channel is ready: wakes who waits. Returns whether anybody did. */
  boolean wake() {
    AsyncFuture<@Nullable Void> waiting = waiter;
    waiter = null;
    drained = false;
    if (waiting == null || waiting.isDone()) {
      return false;
    }
    waiting.setResult(null);
    return true;
  }

  /** The channel is ready, and nobody was waiting when the poller found it so. */
  @Override
  public void run() {
    if (!wake()) {
      stopWatching();
    }
  }

  private void stopWatching() {
    if (handle != null && !handle.isCancelled()) { // or it would be another's that goes
      watch.accept(channel.get(), null);
    }
    handle = null;
  }
}
