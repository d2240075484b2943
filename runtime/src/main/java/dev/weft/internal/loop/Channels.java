package dev.weft.internal.loop;

import dev.weft.Context;
import dev.weft.ExceptionContext;
import dev.weft.Handle;
import dev.weft.internal.io.IoBuffers;
import dev.weft.spi.Poller;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The channels of one loop: who is called when they are ready, and which belong to a transport. */
public final class Channels {

  /*
   * Overview.
   *
   * A channel has one handle for reading and one for writing at most; the poller keeps them and
   * makes them ready, as often as it finds the channel so. They are set by users, through the
   * loop's addReader and its like, or by the owner of the channel, a transport or server that has
   * claimed it. The loop closes what is still claimed when it is closed.
   *
   * A user's handle that is replaced or removed is cancelled, since it may be ready already; so is
   * what an owner finds when it claims the channel, or that would take away the owner's. Owners keep
   * theirs for good and look at their own state when it runs.
   *
   * The loop's thread only.
   */

  private final RunLoop loop;
  private final Poller poller;
  private final IoBuffers buffers = new IoBuffers();
  private final Readiness readiness;
  private final Map<SelectableChannel, ChannelOwner> owners = new IdentityHashMap<>();

  Channels(RunLoop loop, Poller poller) {
    this.loop = loop;
    this.poller = poller;
    this.readiness = new Readiness(loop);
  }

  /** The memory for reading and writing. */
  public IoBuffers buffers() {
    return buffers;
  }

  /** For those who wait for a channel and then read or write themselves. */
  public Readiness readiness() {
    return readiness;
  }

  // ---- for users of channels ----

  void addReader(SelectableChannel channel, Runnable callback) {
    requireUsable(channel);
    cancel(onReadable(channel, handle(callback, Context.copyOfCurrent())));
  }

  void addWriter(SelectableChannel channel, Runnable callback) {
    requireUsable(channel);
    cancel(onWritable(channel, handle(callback, Context.copyOfCurrent())));
  }

  boolean removeReader(SelectableChannel channel) {
    requireUnclaimed(channel);
    boolean removed = cancel(onReadable(channel, null));
    forgetIfUnwatched(channel);
    return removed;
  }

  boolean removeWriter(SelectableChannel channel) {
    requireUnclaimed(channel);
    boolean removed = cancel(onWritable(channel, null));
    forgetIfUnwatched(channel);
    return removed;
  }

  /** Returns whether it was a user's, and no task's that waits or has waited. */
  private static boolean cancel(@Nullable Runnable handle) {
    if (handle instanceof Handle before) {
      before.cancel();
    }
    return handle != null && !(handle instanceof WakeHandle);
  }

  private void forgetIfUnwatched(SelectableChannel channel) {
    if (!poller.isWatched(channel)) {
      poller.forget(channel);
    }
  }

  private void requireUsable(SelectableChannel channel) {
    requireNonBlocking(channel);
    requireUnclaimed(channel);
  }

  /**
   * Checks that the loop may work with {@code channel}.
   *
   * @throws IllegalArgumentException if it is in blocking mode, or closed
   */
  public static void requireNonBlocking(SelectableChannel channel) {
    if (!channel.isOpen()) {
      throw new IllegalArgumentException(channel + " is closed");
    }
    if (channel.isBlocking()) {
      throw new IllegalArgumentException(
          channel + " is in blocking mode: call configureBlocking(false) first");
    }
  }

  /**
   * Checks that no transport or server of this loop has {@code channel}.
   *
   * @throws IllegalStateException if one has
   */
  public void requireUnclaimed(SelectableChannel channel) {
    ChannelOwner owner = owners.get(Objects.requireNonNull(channel, "channel"));
    if (owner != null) {
      throw new IllegalStateException(channel + " is used by " + owner + ": use that instead");
    }
  }

  // ---- for the owners of channels ----

  /**
   * Makes {@code owner} the one that alone may watch {@code channel}, and that is closed with the
   * loop. Nobody else is called for the channel any more.
   *
   * @throws IllegalStateException if the channel has an owner already
   */
  public void claim(SelectableChannel channel, ChannelOwner owner) {
    requireUnclaimed(channel);
    cancel(onReadable(channel, null));
    cancel(onWritable(channel, null));
    owners.put(channel, owner);
  }

  /** Ends the ownership; the channel's callbacks are gone. */
  public void release(SelectableChannel channel) {
    owners.remove(channel);
    onReadable(channel, null);
    onWritable(channel, null);
  }

  /** Lets the poller go of {@code channel} at once, so that closing it frees it at once. */
  public void forget(SelectableChannel channel) {
    poller.forget(channel);
  }

  /** A handle for {@link #onReadable} and {@link #onWritable}, for any number of calls. */
  public Handle handle(Runnable callback, Context context) {
    return new CallHandle(loop, callback, context);
  }

  /** Has {@code handle} called whenever {@code channel} can be read. Returns the one before. */
  public @Nullable Runnable onReadable(SelectableChannel channel, @Nullable Handle handle) {
    try {
      return poller.onReadable(channel, (CallHandle) handle);
    } catch (ClosedChannelException e) {
      throw new IllegalArgumentException(channel + " is closed", e);
    }
  }

  /** Has {@code handle} called whenever {@code channel} can be written. Returns the one before. */
  public @Nullable Runnable onWritable(SelectableChannel channel, @Nullable Handle handle) {
    try {
      return poller.onWritable(channel, (CallHandle) handle);
    } catch (ClosedChannelException e) {
      throw new IllegalArgumentException(channel + " is closed", e);
    }
  }

  // ---- the end ----

  /** Closes what its users have left open; debug mode reports it. */
  void close() {
    List<ChannelOwner> open = new ArrayList<>(owners.values());
    owners.clear();
    for (ChannelOwner owner : open) {
      if (loop.isDebug()) {
        loop.callExceptionHandler(
            new ExceptionContext(owner + " was still open when the loop was closed", null)
                .with("transport", owner));
      }
      owner.loopClosed();
    }
  }
}
