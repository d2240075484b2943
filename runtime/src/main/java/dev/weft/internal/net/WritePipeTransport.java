package dev.weft.internal.net;

import dev.weft.internal.loop.RunLoop;
import dev.weft.net.StreamProtocol;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The writing end of a pipe. */
final class WritePipeTransport extends PipeTransport implements PipeSink.Writer {

  private final PipeSink sink;
  private final WriteFlow flow;
  private final WriteQueue waiting = new WriteQueue();
  private boolean closing;
  private boolean eofWritten;

  WritePipeTransport(RunLoop loop, PipeSink sink, StreamProtocol protocol, Object pipe) {
    super(loop, protocol, pipe);
    this.sink = sink;
    this.flow = new WriteFlow(loop, this);
    sink.open(this);
  }

  @Override
  void started() {}

  // ---- writing ----

  @Override
  public void write(ByteBuffer data) {
    if (eofWritten) {
      throw new IllegalStateException("Cannot call write() after writeEof()");
    }
    if (closing) {
      data.position(data.limit());
      return;
    }
    try {
      if (waiting.isEmpty()) {
        sink.write(data);
      }
    } catch (IOException failure) {
      data.position(data.limit());
      lose(failure);
      return;
    }
    if (data.hasRemaining()) {
      waiting.add(data);
      sink.awaitWritable();
      flow.grown(waiting.size());
    }
  }

  @Override
  public void writeLines(Iterable<ByteBuffer> data) {
    data.forEach(this::write);
  }

  @Override
  public void writable() {
    try {
      waiting.writeTo(sink, loop.channels().buffers().write());
    } catch (IOException failure) {
      lose(failure);
      return;
    }
    if (!waiting.isEmpty()) {
      sink.awaitWritable();
    }
    flow.shrunk(waiting.size()); // may write more
    endIfSent();
  }

  @Override
  public void failed(Throwable failure) {
    fail(failure);
  }

  /** With a pipe, to say that nothing more is to be sent is to close it. */
  @Override
  public void writeEof() {
    eofWritten = true;
    close();
  }

  @Override
  public boolean canWriteEof() {
    return true;
  }

  @Override
  public int getWriteBufferSize() {
    return waiting.size();
  }

  @Override
  public WriteBufferLimits getWriteBufferLimits() {
    return flow.limits();
  }

  @Override
  public void setWriteBufferLimits(WriteBufferLimits limits) {
    flow.setLimits(limits, waiting.size());
  }

  // ---- the end ----

  @Override
  public void close() {
    if (!closing) {
      closing = true;
      endIfSent();
    }
  }

  private void endIfSent() {
    if (closing && waiting.isEmpty() && sink.isIdle()) {
      lose(null);
    }
  }

  @Override
  public boolean isClosing() {
    return closing;
  }

  @Override
  void freePipe() {
    closing = true;
    waiting.clear();
    sink.close();
  }

  // ---- what this end cannot do ----

  @Override
  public boolean isReading() {
    return false;
  }

  @Override
  public void pauseReading() {}

  @Override
  public void resumeReading() {}
}
