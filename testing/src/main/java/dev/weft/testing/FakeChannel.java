package dev.weft.testing;

import java.nio.channels.Channel;

/** A socket of a {@link FakeNetwork}, as its poller sees it. */
interface FakeChannel extends Channel {

  /** Whether there is something to read or accept, be it the end or a failure. */
  boolean isReadable();

  /** Whether there is room to write, or a connection was made, or a failure is to be told. */
  boolean isWritable();
}
