package dev.weft.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Runner;
import dev.weft.Weft;
import dev.weft.net.NameInfo;
import dev.weft.net.Net;
import dev.weft.spi.LoopConfig;
import dev.weft.spi.Resolver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names. */
class NamesTest {

  /** Rows P1 and P3. */
  @Test
  void localhost_hasALoopbackAddress() throws Exception {
    List<InetSocketAddress> found = Weft.run(() -> Net.getaddrinfo("localhost", 80));

    assertTrue(found.get(0).getAddress().isLoopbackAddress());
    assertEquals(80, found.get(0).getPort());
  }

  /** Rows P1 and P3. */
  @Test
  void unknownHost_throwsWhatTheResolverThrows() {
    UnknownHostException failure = new UnknownHostException("nowhere.example");
    assertEquals(
        failure,
        assertThrows(
            UnknownHostException.class,
            () ->
                run(
                    host -> {
                      throw failure;
                    },
                    () -> Net.getaddrinfo("nowhere.example", 80))));
  }

  /** Row P1: the loop goes on meanwhile. */
  @Test
  void slowResolver_doesNotStopTheLoop() throws Exception {
    CountDownLatch loopWentOn = new CountDownLatch(1);
    Resolver slow =
        host -> {
          try {
            loopWentOn.await();
          } catch (InterruptedException e) {
            throw new UnknownHostException("interrupted");
          }
          return List.of(InetAddress.getLoopbackAddress());
        };
    List<InetSocketAddress> found =
        run(
            slow,
            () -> {
              var lookUp = Weft.createTask(() -> Net.getaddrinfo("slow.example", 1));
              Await.of(Weft.sleep(java.time.Duration.ZERO));
              loopWentOn.countDown();
              return Coroutine.of(Await.of(lookUp));
            });

    assertEquals(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1)), found);
  }

  @Test
  void addressInNumbers_asksNobody() throws Exception {
    List<String> asked = new ArrayList<>();
    Resolver resolver =
        host -> {
          asked.add(host);
          return List.of();
        };

    List<InetSocketAddress> v4 = run(resolver, () -> Net.getaddrinfo("192.0.2.7", 5));
    List<InetSocketAddress> v6 = run(resolver, () -> Net.getaddrinfo("2001:db8::7", 5));

    assertEquals(new InetSocketAddress("192.0.2.7", 5), v4.get(0));
    assertEquals(new InetSocketAddress("2001:db8::7", 5), v6.get(0));
    assertEquals(List.of(), asked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"256.1.1.1", "1.2.3", "1.2.3.4.5", "1.2.3.4.", "example.org", ""})
  void otherText_isNoAddress(String text) {
    assertFalse(Names.isAddress(text));
  }

  /** Row P2. */
  @Test
  void nameOfAnAddress_comesFromTheResolver() throws Exception {
    Resolver resolver =
        new Resolver() {
          @Override
          public List<InetAddress> addresses(String host) {
            return List.of();
          }

          @Override
          public String name(InetAddress address) {
            return "host-of-" + address.getHostAddress();
          }
        };

    NameInfo names = run(resolver, () -> Net.getnameinfo(new InetSocketAddress("192.0.2.7", 443)));

    assertEquals(new NameInfo("host-of-192.0.2.7", "443"), names);
  }

  @Test
  void resolverThatNeverBlocks_isAskedOnTheLoopsThread() throws Exception {
    List<Thread> askedBy = new ArrayList<>();
    Resolver resolver =
        new Resolver() {
          @Override
          public List<InetAddress> addresses(String host) {
            askedBy.add(Thread.currentThread());
            return List.of(InetAddress.getLoopbackAddress());
          }

          @Override
          public String name(InetAddress address) {
            askedBy.add(Thread.currentThread());
            return "me";
          }

          @Override
          public boolean mayBlock() {
            return false;
          }
        };

    run(resolver, () -> Net.getaddrinfo("example.org", 443));
    run(resolver, () -> Net.getnameinfo(new InetSocketAddress("192.0.2.7", 443)));

    Thread own = Thread.currentThread();
    assertEquals(List.of(own, own), askedBy);
  }

  private static <T, X extends Exception> T run(
      Resolver resolver, dev.weft.AsyncCallable<T, X> body) throws X {
    LoopConfig config = LoopConfig.standard().withResolver(resolver);
    try (Runner runner = new Runner(() -> EventLoop.create(config))) {
      return runner.run(body);
    }
  }
}
