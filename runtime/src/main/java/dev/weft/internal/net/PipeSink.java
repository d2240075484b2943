package dev.weft.internal.net;

import java.nio.channels.WritableByteChannel;

/**
 * The writing end of a pipe, whatever it is made of. The loop's thread only. Writing takes what
 * there is room for, and never blocks.
 */
interface PipeSink extends WritableByteChannel {

  /** Who writes. Never called inside a call of the sink's methods. */
  interface Writer {

    /** There is room again, or all that was taken is written. */
    void writable();

    /** Writing what was taken before has failed. */
    void failed(Throwable failure);
  }

  /** Says who is to be told. Called once, first. */
  void open(Writer writer);

  /** Has the writer told when there is room again. */
  void awaitWritable();

  /** Whether all that was taken is written. */
  boolean isIdle();

  /** Frees the pipe; nobody is called any more. */
  @Override
  void close();
}
