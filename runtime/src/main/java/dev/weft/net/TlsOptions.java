package dev.weft.net;

import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * How a connection uses TLS. Begin with {@link #standard} or {@link #of} and change what differs;
 * objects do not change.
 *
 * <pre>{@code
 * TlsOptions.standard().applicationProtocols("h2", "http/1.1")
 * }</pre>
 *
 * <p>A client checks the server's certificate against the context's trusted ones and against the
 * server's name; only {@link #noHostNameCheck} switches the second off. Renegotiation (TLS 1.2 and
 * older) is always refused. Sessions are resumed as far as the context's session cache allows
 * ({@link SSLContext#getClientSessionContext}).
 */
public final class TlsOptions implements Cloneable {

  /** Whether a server asks its clients for certificates. */
  public enum ClientCertificate {
    /** It does not. */
    NONE,
    /** It does, and serves those without one too. */
    WANTED,
    /** It does, and the handshake fails without one. */
    NEEDED
  }

  private final SSLContext context;
  private @Nullable String serverHostName;
  private boolean hostNameChecked = true;
  private List<String> applicationProtocols = List.of();
  private ClientCertificate clientCertificate = ClientCertificate.NONE;
  private Duration handshakeTimeout = Duration.ofSeconds(60); // as in asyncio
  private Duration shutdownTimeout = Duration.ofSeconds(30); // as in asyncio
  private boolean closeNotifyRequired;
  private Consumer<SSLParameters> adjustment = parameters -> {};

  private TlsOptions(SSLContext context) {
    this.context = Objects.requireNonNull(context, "context");
  }

  /**
   * Options with the JDK's default context, which trusts the certificate authorities that the JDK
   * trusts.
   *
   * @throws IllegalStateException if the JDK cannot make its default context: the system properties
   *     {@code javax.net.ssl.*} are wrong then
   */
  public static TlsOptions standard() {
    try {
      return of(SSLContext.getDefault());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(
          "the JDK cannot make its default TLS context: check the javax.net.ssl system properties,"
              + " or use TlsOptions.of",
          e);
    }
  }

  /** Options with the given keys and trusted certificates; a server needs keys. */
  public static TlsOptions of(SSLContext context) {
    return new TlsOptions(context);
  }

  /**
   * These options with the name that a client asks for (SNI, RFC 6066) and that the certificate
   * must be issued to; null, the default, for the host that is connected to. Servers ignore it.
   */
  public TlsOptions serverHostName(@Nullable String name) {
    return with(options -> options.serverHostName = name);
  }

  /**
   * These options without the check that the certificate is the named server's: anybody with any
   * certificate that the context trusts can then read and change everything.
   */
  public TlsOptions noHostNameCheck() {
    return with(options -> options.hostNameChecked = false);
  }

  /**
   * These options with the protocols that the connection may speak (ALPN, RFC 7301), most preferred
   * first; none, the default, for no negotiation. See {@link SSLEngine#getApplicationProtocol}.
   */
  public TlsOptions applicationProtocols(String... protocols) {
    return with(options -> options.applicationProtocols = List.of(protocols));
  }

  /** These options with another wish for certificates of clients; {@code NONE} by default. */
  public TlsOptions clientCertificate(ClientCertificate wish) {
    Objects.requireNonNull(wish, "wish");
    return with(options -> options.clientCertificate = wish);
  }

  /**
   * These options with another limit for the handshake, after which the connection is aborted; 60
   * seconds by default.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public TlsOptions handshakeTimeout(Duration limit) {
    requirePositive(limit, "handshake timeout");
    return with(options -> options.handshakeTimeout = limit);
  }

  /**
   * These options with another limit for the peer's close_notify, which a closing connection waits
   * for; 30 seconds by default. When it is over the connection is aborted; if the peer has not read
   * all that was written, the rest is lost, and the connection with a {@link
   * dev.weft.TimeoutException}.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public TlsOptions shutdownTimeout(Duration limit) {
    requirePositive(limit, "shutdown timeout");
    return with(options -> options.shutdownTimeout = limit);
  }

  /**
   * These options, and it is a failure if the peer's data ends without its close_notify: whoever is
   * able to cut the connection can make data end early. Without this it is taken for the end, as in
   * asyncio and in the JDK's {@code SSLSocket}, because many peers leave close_notify out, and most
   * protocols say themselves where their data ends. To end in the middle of a TLS record is a
   * failure always.
   */
  public TlsOptions requireCloseNotify() {
    return with(options -> options.closeNotifyRequired = true);
  }

  /**
   * These options with a function that has the last word on the engine's parameters: versions,
   * cipher suites, and whatever has no option of its own.
   */
  public TlsOptions adjustment(Consumer<SSLParameters> change) {
    Objects.requireNonNull(change, "change");
    return with(options -> options.adjustment = change);
  }

  private static void requirePositive(Duration limit, String name) {
    if (limit.isZero() || limit.isNegative()) {
      throw new IllegalArgumentException(name + " must be positive, not " + limit);
    }
  }

  private TlsOptions with(Consumer<TlsOptions> change) {
    try {
      TlsOptions copy = (TlsOptions) clone();
      change.accept(copy);
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError("this class is Cloneable", e);
    }
  }

  /** Keys, trusted certificates and session cache. */
  public SSLContext context() {
    return context;
  }

  /** The name that a client asks for and checks; null for the host it connects to. */
  public @Nullable String serverHostName() {
    return serverHostName;
  }

  /** Whether a client checks that the certificate is the named server's. */
  public boolean isHostNameChecked() {
    return hostNameChecked;
  }

  /** The protocols that the connection may speak, most preferred first. */
  public List<String> applicationProtocols() {
    return applicationProtocols;
  }

  /** Whether a server asks its clients for certificates. */
  public ClientCertificate clientCertificate() {
    return clientCertificate;
  }

  /** How long a handshake may take. */
  public Duration handshakeTimeout() {
    return handshakeTimeout;
  }

  /** How long closing waits for the peer's close_notify. */
  public Duration shutdownTimeout() {
    return shutdownTimeout;
  }

  /** Whether it is a failure if the peer's data ends without its close_notify. */
  public boolean isCloseNotifyRequired() {
    return closeNotifyRequired;
  }

  /** What has the last word on the engine's parameters. */
  public Consumer<SSLParameters> adjustment() {
    return adjustment;
  }
}
