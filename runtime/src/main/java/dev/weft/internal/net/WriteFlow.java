package dev.weft.internal.net;

import dev.weft.internal.loop.RunLoop;
import dev.weft.net.BaseProtocol;
import dev.weft.net.BaseTransport;
import dev.weft.net.WriteTransport.WriteBufferLimits;

/**
 * Tells a protocol to stop and to go on writing, as what is waiting to be sent grows and shrinks.
 */
public final class WriteFlow {

  private final RunLoop loop;
  private final BaseTransport transport;
  private WriteBufferLimits limits = WriteBufferLimits.STANDARD;
  private boolean paused;

  /** For one transport, with the standard limits. */
  public WriteFlow(RunLoop loop, BaseTransport transport) {
    this.loop = loop;
    this.transport = transport;
  }

  /** When the protocol is told. */
  public WriteBufferLimits limits() {
    return limits;
  }

  /** Changes when the protocol is told; {@code size} bytes are waiting. */
  public void setLimits(WriteBufferLimits limits, int size) {
    this.limits = limits;
    grown(size);
  }

  /** More is waiting than before: now {@code size} bytes. */
  public void grown(int size) {
    if (!paused && size > limits.high()) {
      paused = true;
      BaseProtocol protocol = transport.getProtocol();
      ProtocolCalls.tell(loop, transport, "pauseWriting", protocol::pauseWriting);
    }
  }

  /** Less is waiting than before: now {@code size} bytes. */
  public void shrunk(int size) {
    if (paused && size <= limits.low()) {
      paused = false;
      BaseProtocol protocol = transport.getProtocol();
      ProtocolCalls.tell(loop, transport, "resumeWriting", protocol::resumeWriting);
    }
  }
}
