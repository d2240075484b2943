package dev.weft.benchmarks.network.servers;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.DatagramOptions;
import dev.weft.net.DatagramProtocol;
import dev.weft.net.DatagramTransport;
import dev.weft.net.Net;
import dev.weft.net.Protocol;
import dev.weft.net.Server;
import dev.weft.net.ServerOptions;
import dev.weft.net.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.function.IntConsumer;

/** Weft, by protocols. */
public final class WeftProtocolServer extends WeftServer {

  private static final class Echo implements Protocol {
    private Transport transport;

    @Override
    public void connectionMade(Transport transport) {
      this.transport = transport;
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      transport.write(data);
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
    return Net.createServer(Echo::new, options);
  }

  @Override
  public void serveDatagrams(IntConsumer listening) throws IOException {
    Weft.run(echoDatagrams(listening));
  }

  private static final class DatagramEcho implements DatagramProtocol {
    private DatagramTransport transport;

    @Override
    public void connectionMade(DatagramTransport transport) {
      this.transport = transport;
    }

    @Override
    public void datagramReceived(ByteBuffer data, SocketAddress sender) {
      transport.sendTo(data, sender);
    }
  }

  @Async
  private static Coroutine<Void> echoDatagrams(IntConsumer listening) throws IOException {
    DatagramTransport transport =
        Await.of(Net.createDatagramEndpoint(DatagramEcho::new, DatagramOptions.on("127.0.0.1", 0)))
            .transport();
    listening.accept(((InetSocketAddress) transport.getExtraInfo("sockname")).getPort());
    Await.of(EventLoop.running().createFuture());
    return Coroutine.done();
  }
}
