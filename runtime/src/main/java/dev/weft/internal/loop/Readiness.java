package dev.weft.internal.loop;

import java.lang.ref.WeakReference;
import java.nio.channels.SelectableChannel;
import java.util.Map;
import java.util.WeakHashMap;

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
   * takes its place, so a late clean-up cannot take away what is not its own. A handle that others
   * have replaced, a user's reader or a transport, is cancelled by them.
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
    return channels.computeIfAbsent(channel, this::sides);
  }

  /** Lets those who wait for {@code channel} find out that it was closed. */
  public void closed(SelectableChannel channel) {
    Sides sides = channels.remove(channel);
    if (sides != null) {
      sides.read.run();
      sides.write.run();
    }
  }

  private Sides sides(SelectableChannel channel) {
    WeakReference<SelectableChannel> weakly = new WeakReference<>(channel);
    return new Sides(
        new Side(loop, weakly, "read", loop.channels()::onReadable),
        new Side(loop, weakly, "write", loop.channels()::onWritable));
  }

  /**
   * What is known of one channel.
   *
   * @param read for reading, accepting and receiving
   * @param write for writing, connecting and sending
   */
  public record Sides(Side read, Side write) {}
}
