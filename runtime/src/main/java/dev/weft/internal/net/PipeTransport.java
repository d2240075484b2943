package dev.weft.internal.net;

import dev.weft.AsyncFuture;
import dev.weft.Context;
import dev.weft.ExceptionContext;
import dev.weft.internal.loop.RunLoop;
import dev.weft.net.BaseProtocol;
import dev.weft.net.StreamProtocol;
import dev.weft.net.Transport;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the two ends of a pipe have in common: a protocol, a beginning, and an end. */
abstract class PipeTransport implements Transport {

  final RunLoop loop;
  private final Context context = Context.copyOfCurrent(); // in which the protocol is called
  private final Object pipe;
  private StreamProtocol protocol;
  private boolean lost;

  PipeTransport(RunLoop loop, StreamProtocol protocol, Object pipe) {
    this.loop = loop;
    this.protocol = Objects.requireNonNull(protocol, "protocol");
    this.pipe = pipe;
  }

  /** In the next pass calls {@code connectionMade}, then {@link #started}, then completes made. */
  final void start(AsyncFuture<@Nullable Void> made) {
    callSoon(
        () -> {
          if (!isClosing()) {
            callProtocol("connectionMade", () -> protocol.connectionMade(this));
            started();
          }
          if (!made.isDone()) {
            made.setResult(null);
          }
        });
  }

  /** Calls {@code callback} in the next pass, in the protocol's context. */
  final void callSoon(Runnable callback) {
    loop.callSoon(callback, context);
  }

  /** The protocol knows of the transport. */
  abstract void started();

  /** Frees the pipe. */
  abstract void freePipe();

  final boolean isLost() {
    return lost;
  }

  /** Ends the transport; {@code connectionLost} is called in the next pass, once. */
  final void lose(@Nullable Throwable cause) {
    if (!lost) {
      lost = true;
      freePipe();
      callSoon(() -> protocol.connectionLost(cause));
    }
  }

  /** Ends the transport because of its pipe; what is no failure of I/O is reported as well. */
  final void fail(Throwable failure) {
    if (!(failure instanceof IOException)) {
      loop.callExceptionHandler(
          new ExceptionContext("Fatal error on a pipe transport", failure)
              .with("transport", this)
              .with("protocol", protocol));
    }
    lose(failure);
  }

  /** Reports what a method of the protocol throws, and ends the transport then. */
  final void callProtocol(String method, Runnable call) {
    Throwable failure = ProtocolCalls.run(loop, this, method, call);
    if (failure != null) {
      lose(failure);
    }
  }

  @Override
  public final void abort() {
    lose(null);
  }

  @Override
  public final StreamProtocol getProtocol() {
    return protocol;
  }

  @Override
  public final void setProtocol(BaseProtocol protocol) {
    if (!(protocol instanceof StreamProtocol stream)) {
      throw new IllegalArgumentException(
          protocol.getClass().getName() + " cannot be the protocol of a pipe: implement Protocol");
    }
    this.protocol = stream;
  }

  @Override
  public final @Nullable Object getExtraInfo(String name, @Nullable Object defaultValue) {
    return name.equals("pipe") ? pipe : defaultValue;
  }

  @Override
  public String toString() {
    return "<"
        + getClass().getSimpleName()
        + " "
        + pipe
        + (isClosing() ? lost ? " closed" : " closing" : "")
        + ">";
  }
}
