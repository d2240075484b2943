package dev.weft.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.net.Net;
import dev.weft.net.Protocol;
import dev.weft.net.Server;
import dev.weft.net.Streams;
import dev.weft.net.Transport;
import dev.weft.testing.AsyncTest;
import dev.weft.testing.TestLoop;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Modifier;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Sections W and Y: which classes users see, and what failures tell of them. */
class ClassesTest {

  private static Set<String> exportedPackages() throws Exception {
    Path runtime =
        Path.of(EventLoop.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return ModuleFinder.of(runtime).find("dev.weft").orElseThrow().descriptor().exports().stream()
        .map(ModuleDescriptor.Exports::source)
        .collect(Collectors.toSet());
  }

  /** Rows Y1 and Y2. */
  @Test
  void loop_isAnInterfaceWhoseImplementationNobodySees() throws Exception {
    assertTrue(EventLoop.class.isInterface());
    assertTrue(exportedPackages().contains("dev.weft"));
    try (EventLoop loop = EventLoop.create()) {
      assertTrue(Modifier.isFinal(loop.getClass().getModifiers()));
      assertFalse(exportedPackages().contains(loop.getClass().getPackageName()));
    }
  }

  /** Row Y3. */
  @Test
  void standardLoop_selectsChannels() throws Exception {
    Pipe pipe = Pipe.open();
    pipe.source().configureBlocking(false);
    List<String> log = new ArrayList<>();
    try (EventLoop loop = EventLoop.create()) {
      loop.addReader(
          pipe.source(),
          () -> {
            log.add("readable");
            loop.stop();
          });
      pipe.sink().write(ByteBuffer.wrap(new byte[] {1}));
      loop.runForever();
      loop.removeReader(pipe.source());
    }
    pipe.sink().close();
    pipe.source().close();
    assertEquals(List.of("readable"), log);
  }

  /** Row W1. */
  @Test
  void server_cannotBeMadeByHand() {
    assertTrue(Server.class.isInterface());
  }

  /** Fails at the first data. */
  private static final class Broken implements Protocol {
    private Transport transport;

    @Override
    public void connectionMade(Transport transport) {
      this.transport = transport;
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      throw new IllegalStateException("broken");
    }
  }

  /** Rows B3, T16 and T17. */
  @AsyncTest
  void failureOfAProtocol_tellsProtocolAndTransport(TestLoop loop) throws Exception {
    Broken protocol = new Broken();
    loop.run(
        () -> {
          Server server = Await.of(Net.createServer(() -> protocol, "127.0.0.1", 0));
          InetSocketAddress address = (InetSocketAddress) server.addresses().get(0);
          try (server;
              Streams client = Await.of(Net.openConnection("127.0.0.1", address.getPort()))) {
            client.writer().write("x");
            while (Await.of(client.reader().readLine()) != null) {}
          } catch (java.io.IOException reset) {
            // the server aborts the connection
          }
          Await.of(server.waitClosed());
          return Coroutine.done();
        });
    var report = loop.takeReports().get(0);
    assertInstanceOf(IllegalStateException.class, report.exception());
    assertSame(protocol, report.details().get("protocol"));
    assertSame(protocol.transport, report.details().get("transport"));
  }
}
