package dev.weft.internal.loop;

import dev.weft.AsyncFuture;
import dev.weft.Handle;
import java.lang.ref.WeakReference;
import java.nio.channels.SelectableChannel;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Waits until a channel can be read or written, for those who then do it themselves. */
public final class Readiness {

  /*
   * Overview.
   *
   * Whoever waits for a channel has a future, which the channel's handle completes, within the
   * poll; the handle stays when the future is done, since the same task mostly waits again soon,
   * and nothing has to be told to the system then. An event that finds nobody waiting runs the
   * handle, which takes itself out.
   *
   * A read that gave less than there was room for has emptied the channel: trying again before the
   * next event would cost a system call for nothing, so the side is drained until that event.
   *
   * A cancelled wait leaves a future that is done, and nothing else: the next wait on the channel
   * takes its place, so a late clean-up cannot take away what is not its own.
   *
   * Channels are held weakly: who forgets one that was closed frees all of this.
   */

  private final RunLoop loop;
  private final Map<SelectableChannel, Sides> channels = new WeakHashMap<>();

  Readiness(RunLoop loop) {
    this.loop = loop;
  }

  /** The two sides of {@code channel}. */
  public Sides of(SelectableChannel channel) {
    return channels.computeIfAbsent(channel, Sides::new);
  }

  /** Lets those who wait for {@code channel} find out that it was closed. */
  public void closed(SelectableChannel channel) {
    Sides sides = channels.remove(channel);
    if (sides != null) {
      sides.read.run();
      sides.write.run();
    }
  }

  /** What is known of one channel. */
  public final class Sides {

    private final WeakReference<SelectableChannel> channel;
    private final Side read = new Side("read", loop.channels()::onReadable);
    private final Side write = new Side("write", loop.channels()::onWritable);

    Sides(SelectableChannel channel) {
      this.channel = new WeakReference<>(channel);
    }

    /** Reading, accepting and receiving. */
    public Side read() {
      return read;
    }

    /** Writing, connecting and sending. */
    public Side write() {
      return write;
    }

    /** One of the two: its waiter, and whether waiting is the only way. */
    public final class Side implements Runnable {

      private final String verb;
      private final BiConsumer<SelectableChannel, @Nullable Handle> watch;
      private @Nullable Handle handle; // while the poller has it
      private @Nullable AsyncFuture<@Nullable Void> waiter;
      private boolean drained;

      Side(String verb, BiConsumer<SelectableChannel, @Nullable Handle> watch) {
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
       * A future that is done when the channel is ready.
       *
       * @throws IllegalStateException if somebody waits for the same already
       */
      public AsyncFuture<@Nullable Void> ready() {
        if (waiter != null && !waiter.isDone()) {
          throw new IllegalStateException(
              "another task is waiting to " + verb + " " + channel.get() + ": one at a time");
        }
        waiter = loop.createFuture();
        if (handle == null || handle.isCancelled()) { // by addReader, which replaces it
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
        if (!wake() && handle != null) {
          handle = null;
          watch.accept(channel.get(), null);
        }
      }
    }
  }
}
