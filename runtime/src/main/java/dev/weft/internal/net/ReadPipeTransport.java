package dev.weft.internal.net;

import dev.weft.internal.loop.RunLoop;
import dev.weft.net.StreamProtocol;
import java.nio.ByteBuffer;

/** The reading end of a pipe. */
final class ReadPipeTransport extends PipeTransport implements PipeSource.Receiver {

  private static final String NO_WRITING = "this is the reading end of a pipe";

  private final PipeSource source;
  private final Delivery delivery = new Delivery(this);
  private boolean started;
  private boolean paused;
  private boolean closing;

  ReadPipeTransport(RunLoop loop, PipeSource source, StreamProtocol protocol, Object pipe) {
    super(loop, protocol, pipe);
    this.source = source;
  }

  @Override
  void started() {
    started = true;
    resumeSource();
  }

  private void resumeSource() {
    if (started && isReading()) {
      if (delivery.isPending()) {
        callSoon(this::giveRest);
      } else {
        source.resume(this);
      }
    }
  }

  private void giveRest() {
    if (isReading() && delivery.isPending()) {
      callProtocol("dataReceived", delivery::goOn);
      resumeSource();
    }
  }

  @Override
  public boolean isReading() {
    return !paused && !closing;
  }

  @Override
  public void pauseReading() {
    if (isReading()) {
      paused = true;
      source.pause();
    }
  }

  @Override
  public void resumeReading() {
    if (paused) {
      paused = false;
      resumeSource();
    }
  }

  // ---- what the source tells ----

  @Override
  public void received(ByteBuffer data) {
    callProtocol("dataReceived", () -> delivery.give(data));
  }

  @Override
  public void ended() {
    closing = true;
    source.pause();
    callProtocol("eofReceived", getProtocol()::eofReceived);
    lose(null);
  }

  @Override
  public void failed(Throwable failure) {
    fail(failure);
  }

  // ---- the end ----

  @Override
  public void close() {
    lose(null);
  }

  @Override
  public boolean isClosing() {
    return closing || isLost();
  }

  @Override
  void freePipe() {
    closing = true;
    source.close();
  }

  // ---- what this end cannot do ----

  @Override
  public void write(ByteBuffer data) {
    throw new UnsupportedOperationException(NO_WRITING);
  }

  @Override
  public void writeLines(Iterable<ByteBuffer> data) {
    throw new UnsupportedOperationException(NO_WRITING);
  }

  @Override
  public void writeEof() {
    throw new UnsupportedOperationException(NO_WRITING);
  }

  @Override
  public boolean canWriteEof() {
    return false;
  }

  @Override
  public int getWriteBufferSize() {
    return 0;
  }

  @Override
  public WriteBufferLimits getWriteBufferLimits() {
    return WriteBufferLimits.STANDARD;
  }

  @Override
  public void setWriteBufferLimits(WriteBufferLimits limits) {
    throw new UnsupportedOperationException(NO_WRITING);
  }
}
