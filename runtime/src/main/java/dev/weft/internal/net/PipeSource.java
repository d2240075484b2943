package dev.weft.internal.net;

import java.nio.ByteBuffer;

/** The reading end of a pipe, whatever it is made of. The loop's thread only. */
interface PipeSource {

  /** Who gets what is read. Never called inside a call of the source's methods. */
  interface Receiver {

    /** Data has come; the buffer is lent for the call. */
    void received(ByteBuffer data);

    /** There is no more data. */
    void ended();

    /** Reading has failed. */
    void failed(Throwable failure);
  }

  /** Gives data to {@code receiver} from now on, until {@link #pause}. */
  void resume(Receiver receiver);

  /** Gives no more data. */
  void pause();

  /** Frees the pipe; nobody is called any more. */
  void close();
}
