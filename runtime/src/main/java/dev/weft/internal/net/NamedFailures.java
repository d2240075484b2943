package dev.weft.internal.net;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/** Failures that say whose connection, or which address, they are about. */
public final class NamedFailures {

  private NamedFailures() {}

  /** The failure of a connection with {@code peer}. */
  public static IOException ofPeer(IOException failure, @Nullable SocketAddress peer) {
    IOException named = new SocketException(peer + ": " + failure.getMessage());
    named.initCause(failure);
    return named;
  }

  /** The failure to connect to {@code address}. */
  public static ConnectException cannotConnect(SocketAddress address, IOException failure) {
    ConnectException named =
        new ConnectException("cannot connect to " + address + ": " + failure.getMessage());
    named.initCause(failure);
    return named;
  }

  /** The failure to bind to {@code address}. */
  static BindException cannotBind(SocketAddress address, Exception failure) {
    BindException named =
        new BindException("cannot bind to " + address + ": " + failure.getMessage());
    named.initCause(failure);
    return named;
  }
}
