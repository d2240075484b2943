package dev.weft.benchmarks.network;

import dev.weft.benchmarks.network.servers.NettyServer;
import dev.weft.benchmarks.network.servers.NioServer;
import dev.weft.benchmarks.network.servers.ThreadServer;
import dev.weft.benchmarks.network.servers.WeftBufferedServer;
import dev.weft.benchmarks.network.servers.WeftProtocolServer;
import dev.weft.benchmarks.network.servers.WeftSocketServer;
import dev.weft.benchmarks.network.servers.WeftStreamServer;
import java.util.List;
import java.util.function.Supplier;

/** Whose servers are compared. */
enum NetworkContender {
  /** What the others are measured by. */
  NIO("NIO by hand", NioServer::withBuffer),
  /** What is left of that where each message has an array of its own, as streams give it. */
  NIO_ARRAYS("NIO by hand, arrays", NioServer::withArrays),
  WEFT_PROTOCOL("Weft, protocol", WeftProtocolServer::new),
  WEFT_BUFFERED("Weft, buffered protocol", WeftBufferedServer::new),
  WEFT_STREAMS("Weft, streams", WeftStreamServer::new),
  WEFT_SOCKETS("Weft, sockets", WeftSocketServer::new),
  NETTY("Netty", NettyServer::new),
  /** On one carrier thread, as the others have one thread. */
  VIRTUAL_THREADS(
      "virtual threads",
      ThreadServer::withVirtualThreads,
      "-Djdk.virtualThreadScheduler.parallelism=1"),
  THREADS("blocking threads", ThreadServer::withPlatformThreads),
  ASYNCIO_PROTOCOL("asyncio, protocol", "python3", "asyncio_server.py", "protocol"),
  ASYNCIO_BUFFERED("asyncio, buffered protocol", "python3", "asyncio_server.py", "buffered"),
  ASYNCIO_STREAMS("asyncio, streams", "python3", "asyncio_server.py", "streams"),
  ASYNCIO_SOCKETS("asyncio, sockets", "python3", "asyncio_server.py", "sockets"),
  UVLOOP_PROTOCOL("uvloop, protocol", "python3", "asyncio_server.py", "--uvloop", "protocol"),
  UVLOOP_BUFFERED(
      "uvloop, buffered protocol", "python3", "asyncio_server.py", "--uvloop", "buffered"),
  UVLOOP_STREAMS("uvloop, streams", "python3", "asyncio_server.py", "--uvloop", "streams"),
  UVLOOP_SOCKETS("uvloop, sockets", "python3", "asyncio_server.py", "--uvloop", "sockets"),
  NODE("Node", "node", "node_server.mjs");

  final String title;
  final List<String> vmOptions;
  private final Supplier<EchoServer> server;
  private final List<String> script;

  /** A server in Java. */
  NetworkContender(String title, Supplier<EchoServer> server, String... vmOptions) {
    this.title = title;
    this.vmOptions = List.of(vmOptions);
    this.server = server;
    this.script = List.of();
  }

  /** A server in another language: its interpreter, the name of a resource, and arguments. */
  NetworkContender(String title, String... script) {
    this.title = title;
    this.vmOptions = List.of();
    this.server =
        () -> {
          throw new UnsupportedOperationException(title);
        };
    this.script = List.of(script);
  }

  /** Interpreter, resource and arguments; empty for a server in Java. */
  List<String> script() {
    return script;
  }

  /** A new server, in Java. */
  EchoServer server() {
    return server.get();
  }
}
