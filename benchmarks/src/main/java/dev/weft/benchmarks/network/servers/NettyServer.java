package dev.weft.benchmarks.network.servers;

import dev.weft.benchmarks.network.Certificate;
import dev.weft.benchmarks.network.EchoServer;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** Netty, over the JDK's selector. */
public final class NettyServer implements EchoServer {

  /** Sends back buffers, and takes no more while the peer does not. */
  @Sharable
  private static final class Echo extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      context.write(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
      context.channel().config().setAutoRead(context.channel().isWritable());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }

  /** Sends back datagrams. */
  private static final class DatagramEcho extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      DatagramPacket packet = (DatagramPacket) message;
      context.writeAndFlush(new DatagramPacket(packet.content(), packet.sender()));
    }
  }

  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

  @Override
  public void serve(IntConsumer listening) {
    Echo echo = new Echo();
    accept(channel -> channel.pipeline().addLast(echo), listening);
  }

  @Override
  public void serveTls(Certificate certificate, IntConsumer listening) throws Exception {
    Echo echo = new Echo();
    SSLContext context = certificate.context();
    accept(
        channel -> {
          SSLEngine engine = context.createSSLEngine();
          engine.setUseClientMode(false);
          channel.pipeline().addLast(new SslHandler(engine), echo);
        },
        listening);
  }

  private void accept(Consumer<SocketChannel> accepted, IntConsumer listening) {
    serveForever(
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    accepted.accept(channel);
                  }
                })
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel(),
        listening);
  }

  @Override
  public void serveDatagrams(IntConsumer listening) {
    serveForever(
        new Bootstrap()
            .group(loop)
            .channel(NioDatagramChannel.class)
            .handler(new DatagramEcho())
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel(),
        listening);
  }

  private static void serveForever(Channel channel, IntConsumer listening) {
    listening.accept(((InetSocketAddress) channel.localAddress()).getPort());
    channel.closeFuture().syncUninterruptibly();
  }
}
