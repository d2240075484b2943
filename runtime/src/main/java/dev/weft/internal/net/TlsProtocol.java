package dev.weft.internal.net;

import dev.weft.AsyncFuture;
import dev.weft.Await;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.TimeoutException;
import dev.weft.TimerHandle;
import dev.weft.annotations.Async;
import dev.weft.internal.tls.TlsEngine;
import dev.weft.internal.tls.TlsFailures;
import dev.weft.internal.tls.TlsListener;
import dev.weft.net.Protocol;
import dev.weft.net.StreamProtocol;
import dev.weft.net.TlsOptions;
import dev.weft.net.Transport;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** TLS between a transport, whose protocol this is, and a protocol, whose transport it makes. */
public final class TlsProtocol implements Protocol, TlsListener {

  /*
   * Overview.
   *
   *   carrier  -- dataReceived -->  TlsProtocol  -- dataReceived -->  app
   *            <----- write ------  (TlsEngine)  <----- write ------  through TlsTransport
   *
   * States:
   *
   *   HANDSHAKING   until the handshake is done or has failed, or its time is over. The app knows
   *                 of nothing; ready tells whoever connects, accepts or upgrades
   *   OPEN          records flow. What is written is encrypted at once, so the carrier's buffer
   *                 is the only one, and its flow control is the app's
   *   CLOSING       close_notify is sent, behind all data. What the peer still sends is dropped,
   *                 until its own close_notify, the end of its data, or the limit
   *   CLOSED        the carrier has lost its connection, and the app knows
   *
   * A peer that ends without close_notify is treated like one that says it, as in asyncio: too
   * many do. It is a failure if the options demand close_notify, or if a record has come in part:
   * then something is missing for sure.
   *
   * The carrier reads while isReading() or the handshake wants it, and no work goes on off the
   * loop; updateCarrier() compares that with what it does. So the end of the peer's data never
   * overtakes what is held back.
   *
   * While something is written, the carrier's pauseWriting() is kept for later (writing): the app
   * may write or close in it, and that must not get between two records of one write.
   *
   * All fields belong to the loop's thread.
   */

  private enum State {
    HANDSHAKING,
    OPEN,
    CLOSING,
    CLOSED
  }

  /** What may fail because of the peer. */
  private interface Step {
    void run() throws SSLException;
  }

  private final EventLoop loop;
  private final TlsEngine tls;
  private final TlsOptions options;
  private final AsyncFuture<Transport> ready;
  private final boolean upgrade;
  private final TlsTransport transport = new TlsTransport(this);
  private final Delivery delivery = new Delivery(transport);
  private StreamProtocol app;
  private @Nullable Transport carrier; // null before its connectionMade
  private State state = State.HANDSHAKING;
  private boolean appReading = true;
  private boolean changingOver; // from an upgrade's end until its awaiter has the transport
  private boolean appWritingPaused; // or perhaps, at an upgrade: only its carrier knows
  private boolean writing;
  private boolean pauseDue; // it came while writing
  private boolean carrierReading = true;
  private boolean peerClosed;
  private boolean complete; // both sides have sent all; the peer need not wait for close_notify
  private @Nullable TimerHandle limit;
  private @Nullable Throwable failure;

  /**
   * A protocol that waits for its transport.
   *
   * @param ready gets the app's transport when the handshake is done, or the reason why it failed;
   *     cancelling it ends the connection
   * @param upgrade whether {@code app} has had its {@code connectionMade} already
   */
  public TlsProtocol(
      EventLoop loop,
      SSLEngine engine,
      TlsOptions options,
      StreamProtocol app,
      AsyncFuture<Transport> ready,
      boolean upgrade) {
    this.loop = loop;
    this.tls = new TlsEngine(engine, this);
    this.options = options;
    this.app = ProtocolCalls.requireServed(app);
    this.ready = ready;
    this.upgrade = upgrade;
    this.appWritingPaused = upgrade;
  }

  /**
   * Waits for the app's transport. Who is cancelled meanwhile does not get it, be it ready or not:
   * the connection ends.
   */
  @Async
  public Coroutine<Transport> handshake() throws IOException {
    try {
      return Coroutine.of(Await.of(ready, IOException.class));
    } catch (CancelledError cancelled) {
      close();
      throw cancelled;
    }
  }

  // ---- the carrier's protocol ----

  @Override
  public void connectionMade(Transport carrier) {
    this.carrier = carrier;
    limit = loop.callLater(options.handshakeTimeout(), this::handshakeTimedOut);
    ready.addDoneCallback(
        done -> {
          if (done.isCancelled()) {
            close();
          }
        });
    step(tls::begin);
  }

  @Override
  public void dataReceived(ByteBuffer ciphertext) {
    step(() -> tls.receive(ciphertext));
  }

  @Override
  public boolean eofReceived() {
    if (state == State.HANDSHAKING) {
      failHandshake(new EOFException(describePeer() + " closed the connection in the handshake"));
    } else if (state == State.OPEN && isTruncated()) {
      fail(truncation());
    } else {
      peerClosed();
    }
    return true; // the carrier closes when it has sent what it has
  }

  private boolean isTruncated() {
    return !tls.isPeerClosed() && (tls.isInRecord() || options.isCloseNotifyRequired());
  }

  private SSLException truncation() {
    return new SSLException(
        "truncated: "
            + describePeer()
            + " closed the connection "
            + (tls.isInRecord() ? "in the middle of a TLS record" : "without TLS's close_notify")
            + ", so what it has sent is perhaps not all that it wanted to send");
  }

  @Override
  public void connectionLost(@Nullable Throwable cause) {
    State before = state;
    state = State.CLOSED;
    cancelLimit();
    Throwable reason = failure != null || complete ? failure : cause;
    if (before == State.HANDSHAKING) {
      failReady(reason != null ? reason : new EOFException("the connection was closed"));
    }
    if (before != State.HANDSHAKING || upgrade) {
      app.connectionLost(reason);
    }
  }

  @Override
  public void pauseWriting() {
    if (writing) {
      pauseDue = true;
    } else if (state == State.OPEN || (upgrade && state == State.HANDSHAKING)) {
      appWritingPaused = true;
      app.pauseWriting();
    }
  }

  @Override
  public void resumeWriting() {
    if (appWritingPaused) {
      appWritingPaused = false;
      app.resumeWriting();
    }
  }

  // ---- what the engine tells ----

  @Override
  public void send(ByteBuffer ciphertext) {
    carrier.write(ciphertext);
  }

  @Override
  public void runOffLoop(Runnable work) {
    loop.runInExecutor(
            null,
            () -> {
              work.run();
              return null;
            })
        .addDoneCallback(
            done -> {
              done.exception(); // the engine knows of it and throws it
              step(tls::workDone);
            });
  }

  @Override
  public void handshakeDone() {
    cancelLimit();
    if (ready.isDone()) {
      carrier.abort(); // nobody wants it any more
      return;
    }
    state = State.OPEN;
    if (upgrade) {
      ready.setResult(transport);
      changingOver = true;
      loop.callSoon(this::changedOver);
    } else {
      callApp("connectionMade", () -> app.connectionMade(transport));
      if (!ready.isDone()) {
        ready.setResult(transport);
      }
    }
  }

  /** Whoever awaits the upgrade has gone on, and answers through the new transport from now on. */
  private void changedOver() {
    changingOver = false;
    step(tls::resume);
  }

  @Override
  public boolean isReading() {
    return (appReading && !changingOver && !delivery.isPending()) || state == State.CLOSING;
  }

  @Override
  public void received(ByteBuffer plaintext) {
    if (state == State.OPEN) {
      callApp("dataReceived", () -> delivery.give(plaintext));
    }
  }

  @Override
  public void peerClosed() {
    boolean first = !peerClosed;
    peerClosed = true;
    if (state == State.OPEN && first) {
      callApp("eofReceived", app::eofReceived);
      complete = !carrier.isClosing() && carrier.getWriteBufferSize() == 0;
    }
    close();
    carrier.close();
  }

  // ---- the app's transport ----

  /** The transport of the app, which may be used when the handshake is done. */
  public Transport transport() {
    return transport;
  }

  TlsEngine engine() {
    return tls;
  }

  TlsOptions options() {
    return options;
  }

  Transport carrier() {
    return carrier;
  }

  StreamProtocol app() {
    return app;
  }

  void setApp(StreamProtocol app) {
    this.app = app;
  }

  boolean isOpen() {
    return state == State.OPEN;
  }

  boolean isAppReading() {
    return appReading && state == State.OPEN && !peerClosed;
  }

  /** Encrypts and sends all of it, in this order, whatever the app does when told to pause. */
  void write(List<ByteBuffer> plaintexts) {
    writing = true;
    try {
      plaintexts.forEach(this::encrypt);
    } finally {
      writing = false;
    }
    if (pauseDue) {
      pauseDue = false;
      ProtocolCalls.run(loop, transport, "pauseWriting", this::pauseWriting);
    }
  }

  private void encrypt(ByteBuffer plaintext) {
    if (state == State.OPEN && plaintext.hasRemaining()) {
      step(() -> tls.write(plaintext));
    }
    plaintext.position(plaintext.limit());
  }

  void setAppReading(boolean reading) {
    appReading = reading;
    if (reading) {
      loop.callSoon(this::readOn); // data is never delivered inside a call of the app
    } else {
      updateCarrier();
    }
  }

  private void readOn() {
    if (isAppReading() && delivery.isPending()) {
      callApp("dataReceived", delivery::goOn);
    }
    step(tls::resume);
  }

  /** Says close_notify, and waits for the peer's. */
  void close() {
    if (carrier == null) {
      ready.cancel(); // connectionMade() comes, and sees it
    } else if (state == State.HANDSHAKING) {
      carrier.abort();
    } else if (state == State.OPEN) {
      beginClosing();
      step(tls::close);
      step(tls::resume); // the peer's close_notify may be behind what the app did not read
    }
  }

  private void beginClosing() {
    state = State.CLOSING;
    limit = loop.callLater(options.shutdownTimeout(), this::shutdownTimedOut);
  }

  /** A peer that does not answer close_notify is no failure; one that does not read is. */
  private void shutdownTimedOut() {
    if (carrier.getWriteBufferSize() > 0) {
      fail(
          new TimeoutException(
              describePeer()
                  + " has not read all that was sent within "
                  + options.shutdownTimeout()
                  + " after the end of the TLS connection: the rest is lost"));
    }
    carrier.abort();
  }

  /** Ends it without close_notify. The app gets nothing more, not even what has come already. */
  void abort() {
    if (state == State.OPEN) {
      state = State.CLOSING;
    }
    carrier.abort();
  }

  // ---- failures and limits ----

  private void step(Step step) {
    if (state == State.CLOSED) {
      return;
    }
    try {
      step.run();
      updateCarrier();
    } catch (SSLException e) {
      SSLException explained = TlsFailures.explained(e, describePeer());
      if (state == State.HANDSHAKING) {
        failHandshake(explained);
      } else {
        fail(explained);
      }
    }
  }

  private void updateCarrier() {
    boolean wanted = (isReading() || state == State.HANDSHAKING) && !tls.isWorking();
    if (wanted != carrierReading && !carrier.isClosing()) {
      carrierReading = wanted;
      if (wanted) {
        carrier.resumeReading();
      } else {
        carrier.pauseReading();
      }
    }
  }

  private void handshakeTimedOut() {
    failHandshake(
        new SSLHandshakeException(
            "the TLS handshake with "
                + describePeer()
                + " took longer than "
                + options.handshakeTimeout()
                + ": the connection is aborted"));
    carrier.abort();
  }

  private void failHandshake(IOException cause) {
    failReady(cause);
    fail(cause);
  }

  private void failReady(Throwable cause) {
    if (!ready.isDone()) {
      ready.setException(cause);
    }
  }

  /** Ends the connection; what is on its way to the peer, an alert perhaps, is still sent. */
  private void fail(Throwable cause) {
    if (failure == null) {
      failure = cause;
    }
    if (state == State.OPEN) {
      beginClosing();
    }
    carrier.close();
  }

  private void callApp(String method, Runnable call) {
    Throwable thrown = ProtocolCalls.run(loop, transport, method, call);
    if (thrown != null) {
      failure = failure == null ? thrown : failure;
      abort();
    }
  }

  private void cancelLimit() {
    if (limit != null) {
      limit.cancel();
      limit = null;
    }
  }

  private String describePeer() {
    return String.valueOf(carrier.peerAddress());
  }

  @Override
  public String toString() {
    return "<TLS " + state + " over " + carrier + ">";
  }
}
