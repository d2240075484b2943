package dev.weft.internal.tls;

import java.nio.ByteBuffer;

/** What a {@link TlsEngine} needs from whoever carries its bytes. Called by the loop's thread. */
public interface TlsListener {

  /** Sends ciphertext to the peer; the buffer is valid during the call. */
  void send(ByteBuffer ciphertext);

  /**
   * Runs {@code work}, which takes its time (it checks certificates, say), on another thread, and
   * then calls {@link TlsEngine#workDone} on the loop's.
   */
  void runOffLoop(Runnable work);

  /** The handshake is complete: plaintext may be written from now on. Called once. */
  void handshakeDone();

  /** Plaintext has come; the buffer is valid during the call. */
  void received(ByteBuffer plaintext);

  /** Whether plaintext may be delivered now; {@link TlsEngine#resume} when it may again. */
  boolean isReading();

  /** The peer has said that it sends nothing more (close_notify). Called once. */
  void peerClosed();
}
