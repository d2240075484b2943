package dev.weft.benchmarks.network.servers;

import dev.weft.Coroutine;
import dev.weft.net.BufferedProtocol;
import dev.weft.net.Net;
import dev.weft.net.Server;
import dev.weft.net.ServerOptions;
import dev.weft.net.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Weft, by protocols that provide the memory; one buffer for all, since none keeps data. */
public final class WeftBufferedServer extends WeftServer {

  private static final class Echo implements BufferedProtocol {
    private final ByteBuffer buffer;
    private Transport transport;

    Echo(ByteBuffer buffer) {
      this.buffer = buffer;
    }

    @Override
    public void connectionMade(Transport transport) {
      this.transport = transport;
    }

    @Override
    public ByteBuffer getBuffer(int sizeHint) {
      return buffer.clear();
    }

    @Override
    public void bufferUpdated(int size) {
      transport.write(buffer.flip());
    }

    @Override
    public void pauseWriting() {
      transport.pauseReading();
    }

    @Override
    public void resumeWriting() {
      transport.resumeReading();
    }
  }

  @Override
  Coroutine<Server> listen(ServerOptions options) throws IOException {
    ByteBuffer shared = ByteBuffer.allocateDirect(256 * 1024);
    return Net.createServer(() -> new Echo(shared), options);
  }
}
