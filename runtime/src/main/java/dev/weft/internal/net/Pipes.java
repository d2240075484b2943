package dev.weft.internal.net;

import dev.weft.AsyncFuture;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.annotations.Async;
import dev.weft.internal.task.TaskLoop;
import dev.weft.net.Connection;
import dev.weft.net.StreamProtocol;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Pipe;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Couples the ends of pipes to protocols. */
public final class Pipes {

  private Pipes() {}

  /** Reads from a pipe that the selector knows. */
  @Async
  public static <P extends StreamProtocol> Coroutine<Connection<P>> connectReader(
      Supplier<? extends P> protocolFactory, Pipe.SourceChannel pipe) throws IOException {
    return Coroutine.of(
        Await.of(reader(protocolFactory, new ChannelSource(TaskLoop.running(), pipe), pipe)));
  }

  /** Reads from a stream that blocks. */
  @Async
  public static <P extends StreamProtocol> Coroutine<Connection<P>> connectReader(
      Supplier<? extends P> protocolFactory, InputStream stream) {
    return Coroutine.of(
        Await.of(reader(protocolFactory, new BlockingSource(TaskLoop.running(), stream), stream)));
  }

  /** Writes to a pipe that the selector knows. */
  @Async
  public static <P extends StreamProtocol> Coroutine<Connection<P>> connectWriter(
      Supplier<? extends P> protocolFactory, Pipe.SinkChannel pipe) throws IOException {
    return Coroutine.of(
        Await.of(writer(protocolFactory, new ChannelSink(TaskLoop.running(), pipe), pipe)));
  }

  /** Writes to a stream that blocks. */
  @Async
  public static <P extends StreamProtocol> Coroutine<Connection<P>> connectWriter(
      Supplier<? extends P> protocolFactory, OutputStream stream) {
    return Coroutine.of(
        Await.of(writer(protocolFactory, new BlockingSink(TaskLoop.running(), stream), stream)));
  }

  private static <P extends StreamProtocol> Coroutine<Connection<P>> reader(
      Supplier<? extends P> protocolFactory, PipeSource source, Object pipe) {
    P protocol = protocolFactory.get();
    return started(new ReadPipeTransport(TaskLoop.running(), source, protocol, pipe), protocol);
  }

  private static <P extends StreamProtocol> Coroutine<Connection<P>> writer(
      Supplier<? extends P> protocolFactory, PipeSink sink, Object pipe) {
    P protocol = protocolFactory.get();
    return started(new WritePipeTransport(TaskLoop.running(), sink, protocol, pipe), protocol);
  }

  @Async
  private static <P extends StreamProtocol> Coroutine<Connection<P>> started(
      PipeTransport transport, P protocol) {
    AsyncFuture<@Nullable Void> made = TaskLoop.running().createFuture();
    transport.start(made);
    try {
      Await.of(made);
    } catch (Throwable cancelled) {
      transport.abort();
      throw cancelled;
    }
    return Coroutine.of(new Connection<>(transport, protocol));
  }
}
