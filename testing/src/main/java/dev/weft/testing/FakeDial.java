package dev.weft.testing;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.time.Duration;

/** An attempt to connect in a {@link FakeNetwork}: asks again and again until it has an answer. */
final class FakeDial {

  /** How often the question is asked. Linux's {@code tcp_syn_retries}, and the first time. */
  private static final int ATTEMPTS = 7;

  private static final Duration FIRST_PATIENCE = Duration.ofSeconds(1);

  private final FakeNetwork network;
  private final FakePoller poller;
  private final FakeSocketChannel socket;
  private final FakeHost host;
  private final InetSocketAddress remote;
  private long patience = FIRST_PATIENCE.toNanos(); // doubles with every attempt
  private int attempts;

  FakeDial(FakeNetwork network, FakeSocketChannel socket, FakeHost host, InetSocketAddress remote) {
    this.network = network;
    this.poller = network.poller();
    this.socket = socket;
    this.host = host;
    this.remote = remote;
  }

  void start() {
    FakeHost target = network.findHost(remote.getAddress(), host);
    if (target == null) {
      poller.at(poller.now(), () -> socket.fail(new NoRouteToHostException("No route to host")));
    } else {
      ask(target);
    }
  }

  private void ask(FakeHost target) {
    attempts++;
    FakeLink there = network.link(host, target);
    long sent = poller.now();
    if (there.isCut()) {
      askAgain(target, sent);
    } else {
      poller.at(there.arrival(0), () -> arrive(target, there, sent));
    }
  }

  private void arrive(FakeHost target, FakeLink there, long sent) {
    FakeLink back = network.link(target, host);
    if (!socket.isOpen()) {
      return; // a system that finds its caller gone takes its connection back
    }
    if (there.isCut() || back.isCut()) {
      askAgain(target, sent);
      return;
    }
    FakeServerSocketChannel listener = target.listeners.find(remote);
    if (listener == null) {
      answer(back, new ConnectException("Connection refused"));
    } else if (listener.hasRoom()) {
      FakeSocketChannel accepted = new FakeSocketChannel(network, target);
      socket.connectTo(accepted, there, back);
      listener.enqueue(accepted);
    } else {
      askAgain(target, sent);
    }
  }

  private void answer(FakeLink back, SocketException failure) {
    poller.at(back.arrival(0), () -> socket.fail(failure));
  }

  /** Nobody has answered: asks once more, or gives up. */
  private void askAgain(FakeHost target, long sent) {
    long next = Math.max(poller.now(), sent + patience);
    patience *= 2;
    poller.at(
        next,
        () -> {
          if (!socket.isOpen()) {
            return;
          }
          if (attempts < ATTEMPTS) {
            ask(target);
          } else {
            socket.fail(new ConnectException("Connection timed out"));
          }
        });
  }
}
