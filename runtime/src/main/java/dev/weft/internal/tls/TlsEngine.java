package dev.weft.internal.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** One end of a TLS connection, without I/O: ciphertext in, plaintext out, and back. */
public final class TlsEngine {

  /*
   * Overview.
   *
   * SSLEngine says after each step what it wants next: to wrap, to unwrap, or to have a task run.
   * advance() does that until it lacks input, waits for a task, or is told to hold back. It is
   * entered when something has come: ciphertext (receive), the end of a task (workDone), the
   * reader's consent (resume).
   *
   * What has come and cannot be used yet, most often the beginning of a record, is kept in
   * leftover, which has the size of its content. Everything else happens in scratch buffers, so an
   * idle connection costs no buffer at all. Several records that came together are delivered
   * together, and several that are written together are sent together: one call and one system
   * call instead of one for each 16 KiB.
   *
   * The listener may call back: it may write, close or stop reading while it is shown plaintext.
   * Writing uses another buffer and does not touch what is being read, so only advance() must not
   * be entered twice (advancing).
   *
   * Renegotiation (TLS 1.2 and older) is refused: a peer that may restart handshakes at will makes
   * a server compute, and has been a source of attacks since 2009 (RFC 5746). TLS 1.3 has none;
   * its key updates and session tickets are answered here without anybody noticing.
   *
   * All fields belong to the loop's thread; only the tasks run elsewhere, one at a time, and the
   * engine does nothing else meanwhile.
   */

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SSLEngine engine;
  private final TlsListener listener;
  private ByteBuffer leftover = NOTHING;
  private boolean advancing;
  private boolean working;
  private boolean handshakeDone;
  private boolean endDue; // close_notify has come; the listener is told when it is reading
  private boolean peerClosed;

  /** An end that has not begun; {@code engine} knows which one and all parameters. */
  public TlsEngine(SSLEngine engine, TlsListener listener) {
    this.engine = engine;
    this.listener = listener;
  }

  /** The engine, to be asked for its session and parameters. */
  public SSLEngine engine() {
    return engine;
  }

  // ---- what comes ----

  /**
   * Begins the handshake.
   *
   * @throws SSLException if the parameters allow none
   */
  public void begin() throws SSLException {
    engine.beginHandshake();
    advance();
  }

  /**
   * Takes ciphertext from the peer, all of it.
   *
   * @throws SSLException if it is not what the peer may send; an alert that says so to the peer was
   *     sent already, and the connection is to be closed
   */
  public void receive(ByteBuffer ciphertext) throws SSLException {
    if (advancing || mustWait()) {
      leftover = joined(leftover, ciphertext);
      return;
    }
    ByteBuffer input = ScratchBuffers.take();
    try {
      while (ciphertext.hasRemaining()) {
        input.put(leftover);
        putWhatFits(ciphertext, input);
        leftover = input.flip();
        advance();
        leftover = joined(leftover, NOTHING);
        input.clear();
      }
    } catch (SSLException e) {
      leftover = NOTHING; // no view of a buffer that others use
      throw e;
    } finally {
      ScratchBuffers.giveBack(input);
    }
  }

  /** Goes on after {@link TlsListener#isReading} has become true again. */
  public void resume() throws SSLException {
    advance();
  }

  /** Goes on after the work that was given to {@link TlsListener#runOffLoop}. */
  public void workDone() throws SSLException {
    working = false;
    advance();
  }

  /** Whether work is going on off the loop. What comes meanwhile is kept: better read nothing. */
  public boolean isWorking() {
    return working;
  }

  /** Whether the peer has said that it sends nothing more (close_notify). */
  public boolean isPeerClosed() {
    return peerClosed;
  }

  /** Whether the beginning of a record has come, and the rest has not. */
  public boolean isInRecord() {
    return leftover.hasRemaining();
  }

  // ---- the state machine ----

  private void advance() throws SSLException {
    if (advancing) {
      return;
    }
    advancing = true;
    ByteBuffer plaintext = ScratchBuffers.take();
    try {
      while (step(plaintext)) {
        refuseRenegotiation();
      }
      deliver(plaintext);
    } catch (SSLException e) {
      sendAlert();
      throw e;
    } finally {
      advancing = false;
      ScratchBuffers.giveBack(plaintext);
    }
  }

  /** Does what the engine wants. Returns false when it can do nothing more for now. */
  private boolean step(ByteBuffer plaintext) throws SSLException {
    if (working) {
      return false;
    }
    if (endDue) {
      return !mustWait() && tellEnd();
    }
    return switch (engine.getHandshakeStatus()) {
      case NEED_TASK -> startWork();
      case NEED_WRAP -> wrapOwn(); // also while nobody reads: the peer may wait for it
      default -> !mustWait() && unwrap(plaintext);
    };
  }

  private boolean mustWait() {
    return working || (handshakeDone && !listener.isReading());
  }

  private boolean startWork() {
    Runnable work = engine.getDelegatedTask();
    if (work == null) {
      return true;
    }
    working = true;
    listener.runOffLoop(work);
    return false;
  }

  /** Sends a message of the protocol itself: a handshake message, an alert, a key update. */
  private boolean wrapOwn() throws SSLException {
    return wrap(NOTHING);
  }

  private boolean unwrap(ByteBuffer plaintext) throws SSLException {
    if (!leftover.hasRemaining()) {
      return false;
    }
    if (plaintext.remaining() < engine.getSession().getApplicationBufferSize()) {
      deliver(plaintext);
      return true; // the listener may have stopped reading
    }
    SSLEngineResult result = engine.unwrap(leftover, plaintext);
    noteFinished(result);
    return switch (result.getStatus()) {
      case OK -> result.bytesConsumed() > 0 || engineWantsElse(result);
      case CLOSED -> {
        endDue = true;
        deliver(plaintext);
        yield true; // the listener may have stopped reading
      }
      case BUFFER_UNDERFLOW -> false;
      case BUFFER_OVERFLOW -> throw new SSLException("a record is larger than its session allows");
    };
  }

  private static boolean engineWantsElse(SSLEngineResult result) {
    return switch (result.getHandshakeStatus()) {
      case NEED_TASK, NEED_WRAP -> true;
      default -> false;
    };
  }

  private void deliver(ByteBuffer plaintext) {
    if (plaintext.position() > 0) {
      listener.received(plaintext.flip());
      plaintext.clear();
    }
  }

  private void noteFinished(SSLEngineResult result) {
    if (result.getHandshakeStatus() == HandshakeStatus.FINISHED && !handshakeDone) {
      handshakeDone = true;
      listener.handshakeDone();
    }
  }

  private boolean tellEnd() {
    endDue = false;
    leftover = NOTHING;
    if (!peerClosed) {
      peerClosed = true;
      listener.peerClosed();
    }
    return engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && !engine.isOutboundDone();
  }

  private void refuseRenegotiation() throws SSLException {
    if (handshakeDone
        && !engine.isInboundDone()
        && !engine.isOutboundDone()
        && engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING
        && !engine.getSession().getProtocol().equals("TLSv1.3")) {
      engine.closeOutbound(); // what the peer is told; nothing of the new handshake
      throw new SSLHandshakeException(
          "the peer wants to renegotiate, which Weft refuses: open a new connection, or use TLS 1.3");
    }
  }

  // ---- what goes ----

  /**
   * Encrypts and sends {@code plaintext}, all of it. Only after the handshake, and not after {@link
   * #close}.
   *
   * @throws SSLException if the engine refuses
   */
  public void write(ByteBuffer plaintext) throws SSLException {
    wrap(plaintext);
  }

  /**
   * Tells the peer that nothing more is sent (close_notify). Does nothing the second time.
   *
   * @throws SSLException if the engine refuses
   */
  public void close() throws SSLException {
    if (!engine.isOutboundDone()) {
      engine.closeOutbound();
      sendOwn();
    }
  }

  /** Wraps all of {@code plaintext}, or one message of the engine's own. Returns true. */
  private boolean wrap(ByteBuffer plaintext) throws SSLException {
    ByteBuffer records = ScratchBuffers.take();
    try {
      do {
        if (records.remaining() < engine.getSession().getPacketBufferSize()) {
          send(records);
        }
        SSLEngineResult result = engine.wrap(plaintext, records);
        requireProgress(result);
        noteFinishedAfterSending(result, records);
      } while (plaintext.hasRemaining());
      send(records);
    } finally {
      ScratchBuffers.giveBack(records);
    }
    return true;
  }

  private static void requireProgress(SSLEngineResult result) throws SSLException {
    boolean progress = result.bytesConsumed() > 0 || result.bytesProduced() > 0;
    if (!progress && result.getStatus() != SSLEngineResult.Status.CLOSED) {
      throw new SSLException("the TLS engine cannot send now: " + result);
    }
    if (!progress) {
      throw new SSLException("the TLS connection is closed for sending");
    }
  }

  private void noteFinishedAfterSending(SSLEngineResult result, ByteBuffer records) {
    if (result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
      send(records);
      noteFinished(result);
    }
  }

  private void send(ByteBuffer records) {
    if (records.position() > 0) {
      listener.send(records.flip());
      records.clear();
    }
  }

  /** Sends what the engine itself has to say. */
  private void sendOwn() throws SSLException {
    while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && !engine.isOutboundDone()) {
      wrapOwn();
    }
  }

  /** After a failure the engine may hold an alert that tells the peer why. */
  private void sendAlert() {
    try {
      sendOwn();
    } catch (SSLException alreadyFailed) {
      // The peer learns it from the end of the connection.
    }
  }

  // ---- buffers ----

  private static void putWhatFits(ByteBuffer source, ByteBuffer target) {
    int length = Math.min(source.remaining(), target.remaining());
    target.put(source.slice(source.position(), length));
    source.position(source.position() + length);
  }

  /** A buffer of its own with what remains in two. */
  private static ByteBuffer joined(ByteBuffer first, ByteBuffer second) {
    int length = first.remaining() + second.remaining();
    return length == 0 ? NOTHING : ByteBuffer.allocate(length).put(first).put(second).flip();
  }
}
