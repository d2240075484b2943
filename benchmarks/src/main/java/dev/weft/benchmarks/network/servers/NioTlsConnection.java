package dev.weft.benchmarks.network.servers;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

/** TLS written by hand: an engine on buffers outside the heap that all connections share. */
final class NioTlsConnection implements NioServer.Connection {

  /** What all connections share, since one is served at a time. */
  static final class Memory {
    final ByteBuffer received = ByteBuffer.allocateDirect(NioServer.BUFFER_SIZE);
    final ByteBuffer plain = ByteBuffer.allocateDirect(NioServer.BUFFER_SIZE);
    final ByteBuffer sent = ByteBuffer.allocateDirect(2 * NioServer.BUFFER_SIZE);
  }

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SSLEngine engine;
  private final Memory memory;
  private byte[] kept = {}; // the beginning of a record

  NioTlsConnection(SSLContext context, Memory memory) {
    this.engine = context.createSSLEngine();
    this.engine.setUseClientMode(false);
    this.memory = memory;
  }

  @Override
  public ByteBuffer room() {
    return memory.received.clear().put(kept);
  }

  @Override
  public ByteBuffer answer(ByteBuffer received) throws IOException {
    memory.plain.clear();
    memory.sent.clear();
    boolean going = true;
    while (going) {
      SSLEngineResult result = engine.unwrap(received, memory.plain);
      shakeHands(result.getHandshakeStatus());
      going = result.getStatus() == Status.OK && received.hasRemaining();
    }
    kept = new byte[received.remaining()];
    received.get(kept);
    memory.plain.flip();
    while (memory.plain.hasRemaining()) {
      engine.wrap(memory.plain, memory.sent);
    }
    return memory.sent.flip();
  }

  private void shakeHands(HandshakeStatus first) throws IOException {
    HandshakeStatus status = first;
    while (status == HandshakeStatus.NEED_TASK || status == HandshakeStatus.NEED_WRAP) {
      if (status == HandshakeStatus.NEED_TASK) {
        engine.getDelegatedTask().run();
        status = engine.getHandshakeStatus();
      } else {
        status = engine.wrap(NOTHING, memory.sent).getHandshakeStatus();
      }
    }
  }
}
