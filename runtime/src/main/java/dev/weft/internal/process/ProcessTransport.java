package dev.weft.internal.process;

import dev.weft.Await;
import dev.weft.Context;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.annotations.Async;
import dev.weft.internal.net.ProtocolCalls;
import dev.weft.net.BaseProtocol;
import dev.weft.net.Connection;
import dev.weft.net.Net;
import dev.weft.net.Protocol;
import dev.weft.net.Transport;
import dev.weft.process.SubprocessEndpoint;
import dev.weft.process.SubprocessProtocol;
import dev.weft.process.SubprocessTransport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A child process whose protocol hears of everything. */
public final class ProcessTransport implements SubprocessTransport {

  /*
   * Overview.
   *
   * The child's pipes have transports of their own, each with an End for its protocol, which passes
   * on what it hears. When the child has ended and so have all its pipes, in whatever order, the
   * connection is lost.
   */

  private final EventLoop loop = EventLoop.running();
  private final Context context = Context.copyOfCurrent(); // in which the protocol is called
  private final Child child;
  private final @Nullable Transport[] pipes = new Transport[3];
  private SubprocessProtocol protocol;
  private int openPipes;
  private boolean closing;
  private boolean exited; // and the protocol knows
  private boolean lost;

  private ProcessTransport(Child child, SubprocessProtocol protocol) {
    this.child = child;
    this.protocol = protocol;
  }

  /** Starts a child, and couples it to a new protocol. */
  @Async
  public static <P extends SubprocessProtocol> Coroutine<SubprocessEndpoint<P>> start(
      Supplier<? extends P> protocolFactory, ProcessBuilder builder) throws IOException {
    Objects.requireNonNull(protocolFactory, "protocolFactory");
    Child child = Await.of(Child.start(builder));
    try {
      P protocol = protocolFactory.get();
      ProcessTransport transport = new ProcessTransport(child, protocol);
      transport.callProtocol("connectionMade", () -> protocol.connectionMade(transport));
      Await.of(transport.connectPipes());
      child.onExit(() -> transport.loop.callSoon(transport::childExited, transport.context));
      return Coroutine.of(new SubprocessEndpoint<>(transport, protocol));
    } catch (Throwable failure) {
      child.kill();
      throw failure;
    }
  }

  @Async
  private Coroutine<@Nullable Void> connectPipes() throws IOException {
    Process process = child.process();
    if (child.hasPipe(0)) {
      pipes[0] =
          opened(Await.of(Net.connectWritePipe(() -> new End(0), process.getOutputStream())));
    }
    if (child.hasPipe(1)) {
      pipes[1] = opened(Await.of(Net.connectReadPipe(() -> new End(1), process.getInputStream())));
    }
    if (child.hasPipe(2)) {
      pipes[2] = opened(Await.of(Net.connectReadPipe(() -> new End(2), process.getErrorStream())));
    }
    return Coroutine.done();
  }

  private Transport opened(Connection<End> pipe) {
    return pipe.transport();
  }

  private void childExited() {
    exited = true;
    if (pipes[0] != null) {
      pipes[0].abort(); // nobody reads it any more, which only writing would find out
    }
    callProtocol("processExited", protocol::processExited);
    loseIfEnded();
  }

  private void loseIfEnded() {
    if (exited && openPipes == 0 && !lost) {
      lost = true;
      closing = true;
      loop.callSoon(() -> protocol.connectionLost(null), context);
    }
  }

  /** The protocol of one pipe. */
  private final class End implements Protocol {

    private final int fd;

    End(int fd) {
      this.fd = fd;
      openPipes++;
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      callProtocol("pipeDataReceived", () -> protocol.pipeDataReceived(fd, data));
    }

    @Override
    public void connectionLost(@Nullable Throwable cause) {
      openPipes--;
      callProtocol("pipeConnectionLost", () -> protocol.pipeConnectionLost(fd, cause));
      loseIfEnded();
    }

    @Override
    public void pauseWriting() {
      protocol.pauseWriting();
    }

    @Override
    public void resumeWriting() {
      protocol.resumeWriting();
    }
  }

  /** Reports what a method of the protocol throws, and closes the transport then. */
  private void callProtocol(String method, Runnable call) {
    if (ProtocolCalls.run(loop, this, method, call) != null) {
      close();
    }
  }

  // ---- the transport ----

  @Override
  public long pid() {
    return child.process().pid();
  }

  @Override
  public @Nullable Integer returnCode() {
    return child.returnCode();
  }

  @Override
  public @Nullable Transport pipeTransport(int fd) {
    return pipes[fd];
  }

  @Override
  public void sendSignal(String signal) {
    child.sendSignal(signal);
  }

  @Override
  public void terminate() {
    child.terminate();
  }

  @Override
  public void kill() {
    child.kill();
  }

  @Override
  public void close() {
    if (closing) {
      return;
    }
    closing = true;
    child.kill();
    for (Transport pipe : pipes) {
      if (pipe != null) {
        pipe.abort();
      }
    }
  }

  @Override
  public boolean isClosing() {
    return closing;
  }

  @Override
  public SubprocessProtocol getProtocol() {
    return protocol;
  }

  @Override
  public void setProtocol(BaseProtocol protocol) {
    if (!(protocol instanceof SubprocessProtocol subprocess)) {
      throw new IllegalArgumentException(
          protocol.getClass().getName()
              + " cannot be the protocol of a process: implement SubprocessProtocol");
    }
    this.protocol = subprocess;
  }

  @Override
  public @Nullable Object getExtraInfo(String name, @Nullable Object defaultValue) {
    return name.equals("subprocess") ? child.process() : defaultValue;
  }

  @Override
  public String toString() {
    return "<SubprocessTransport pid=" + pid() + " returnCode=" + returnCode() + ">";
  }
}
