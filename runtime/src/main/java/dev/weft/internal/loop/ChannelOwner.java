package dev.weft.internal.loop;

/** A transport or server, to which a channel of a loop belongs. */
public interface ChannelOwner {

  /** The loop was closed: frees the channel, calls nobody. Must not throw. */
  void loopClosed();
}
