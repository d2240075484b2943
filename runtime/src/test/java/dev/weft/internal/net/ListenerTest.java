package dev.weft.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.ExceptionContext;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.Net;
import dev.weft.net.Protocol;
import dev.weft.net.Server;
import dev.weft.net.ServerOptions;
import dev.weft.net.Transport;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ListenerTest {

  /** A process of its own, since it takes all its file descriptors. */
  static final class Exhausted implements Protocol {

    private static final List<InputStream> TAKEN = new ArrayList<>();

    @Override
    public void connectionMade(Transport transport) {
      System.out.println("connection");
      transport.abort();
    }

    @Override
    public void dataReceived(ByteBuffer data) {}

    public static void main(String[] arguments) throws IOException {
      Weft.run(serve());
    }

    @Async
    private static Coroutine<Void> serve() throws IOException {
      EventLoop loop = EventLoop.running();
      loop.setExceptionHandler((l, context) -> reported(context));
      ServerOptions later = ServerOptions.on("127.0.0.1", 0).startServing(false);
      try (Server warmup = Await.of(Net.createServer(Exhausted::new, later));
          Server server = Await.of(Net.createServer(Exhausted::new, later))) {
        Await.of(connectAndServe(warmup)); // loads the classes, which needs descriptors
        System.out.println("exhausted");
        Await.of(connectAndServe(server, true));
        System.out.println("serving: " + server.isServing());
      }
      return Coroutine.done();
    }

    private static Coroutine<Void> connectAndServe(Server server) throws IOException {
      return connectAndServe(server, false);
    }

    @Async
    private static Coroutine<Void> connectAndServe(Server server, boolean exhausted)
        throws IOException {
      EventLoop.running().callExceptionHandler(new ExceptionContext("warm", null).with("a", "b"));
      EventLoop.running().callLater(Duration.ofMillis(1), () -> {});
      try (SocketChannel client = SocketChannel.open(server.sockets().get(0).getLocalAddress())) {
        if (exhausted) {
          takeAll();
        }
        Await.of(server.startServing());
        Await.of(Weft.sleep(Duration.ofMillis(200)));
        for (InputStream taken : TAKEN) {
          taken.close();
        }
        Await.of(Weft.sleep(Duration.ofMillis(exhausted ? 1500 : 1)));
      }
      return Coroutine.done();
    }

    private static void takeAll() {
      try {
        while (true) {
          TAKEN.add(new FileInputStream("/dev/null"));
        }
      } catch (IOException none) {
        return;
      }
    }

    private static void reported(ExceptionContext context) {
      if (context.exception() != null) {
        System.out.println(context.message().replaceAll("/.*:\\d+", "ADDRESS"));
      }
    }
  }

  /** asyncio case 46; asyncio semantics 36. */
  @Test
  @Tag("slow")
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void tooManyOpenFiles_isReported_andTriedAgainAfterASecond() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -n 256; exec \"$0\" \"$@\"",
                java,
                "-cp",
                System.getProperty("java.class.path"),
                Exhausted.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(
        List.of(
            "connection",
            "exhausted",
            "cannot accept a connection on ADDRESS, trying again in 1 s",
            "connection",
            "serving: true"),
        output.lines().toList());
    assertEquals(0, process.waitFor());
  }
}
