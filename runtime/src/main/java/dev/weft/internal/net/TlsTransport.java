package dev.weft.internal.net;

import dev.weft.net.BaseProtocol;
import dev.weft.net.StreamProtocol;
import dev.weft.net.Transport;
import java.nio.ByteBuffer;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** The transport that a {@link TlsProtocol} gives to its app. */
final class TlsTransport implements Transport {

  private final TlsProtocol tls;

  TlsTransport(TlsProtocol tls) {
    this.tls = tls;
  }

  // ---- reading ----

  @Override
  public boolean isReading() {
    return tls.isAppReading();
  }

  @Override
  public void pauseReading() {
    if (tls.isAppReading()) {
      tls.setAppReading(false);
    }
  }

  @Override
  public void resumeReading() {
    if (tls.isOpen() && !tls.isAppReading()) {
      tls.setAppReading(true);
    }
  }

  // ---- writing ----

  @Override
  public void write(ByteBuffer data) {
    tls.write(List.of(data));
  }

  @Override
  public void writeLines(Iterable<ByteBuffer> data) {
    List<ByteBuffer> all = new ArrayList<>();
    data.forEach(all::add); // first: it may be code that writes
    tls.write(all);
  }

  @Override
  public boolean canWriteEof() {
    return false;
  }

  @Override
  public void writeEof() {
    throw new UnsupportedOperationException(
        "TLS cannot say that it sends nothing more and go on receiving: use close()");
  }

  @Override
  public int getWriteBufferSize() {
    return tls.carrier().getWriteBufferSize();
  }

  @Override
  public WriteBufferLimits getWriteBufferLimits() {
    return tls.carrier().getWriteBufferLimits();
  }

  @Override
  public void setWriteBufferLimits(WriteBufferLimits limits) {
    tls.carrier().setWriteBufferLimits(limits);
  }

  // ---- the end ----

  @Override
  public void close() {
    tls.close();
  }

  @Override
  public boolean isClosing() {
    return !tls.isOpen() || tls.carrier().isClosing();
  }

  @Override
  public void abort() {
    tls.abort();
  }

  // ---- the protocol, and what is known ----

  @Override
  public StreamProtocol getProtocol() {
    return tls.app();
  }

  @Override
  public void setProtocol(BaseProtocol protocol) {
    tls.setApp(ProtocolCalls.requireServed(protocol));
  }

  @Override
  public SSLSession tlsSession() {
    return tls.engine().engine().getSession();
  }

  @Override
  public @Nullable Object getExtraInfo(String name, @Nullable Object defaultValue) {
    return switch (name) {
      case "sslcontext" -> tls.options().context();
      case "ssl_object" -> tls.engine().engine();
      case "cipher" -> tlsSession().getCipherSuite();
      case "peercert" -> peerCertificate(defaultValue);
      default -> tls.carrier().getExtraInfo(name, defaultValue);
    };
  }

  private @Nullable Object peerCertificate(@Nullable Object defaultValue) {
    try {
      Certificate[] chain = tlsSession().getPeerCertificates();
      return chain[0];
    } catch (SSLPeerUnverifiedException withoutCertificate) {
      return defaultValue;
    }
  }

  @Override
  public String toString() {
    return "<TLS transport over " + tls.carrier() + ">";
  }
}
