package dev.weft.internal.tls;

import dev.weft.net.TlsOptions;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** Makes the JDK's TLS engines as {@link TlsOptions} say. */
public final class TlsEngines {

  private TlsEngines() {}

  /**
   * The engine of a client.
   *
   * @param host the host that it connects to, which finds a session to resume; null if unknown
   * @param port its port; -1 if unknown
   * @throws IllegalArgumentException if there is no name to check the certificate against
   */
  public static SSLEngine client(TlsOptions options, @Nullable String host, int port) {
    String given = options.serverHostName() != null ? options.serverHostName() : host;
    String name = given == null ? "" : withoutRoot(given);
    boolean named = !name.isEmpty();
    if (!named && options.isHostNameChecked()) {
      throw new IllegalArgumentException(
          "TLS without a host: there is no name to check the server's certificate against. Use"
              + " TlsOptions.serverHostName");
    }
    SSLEngine engine =
        named ? options.context().createSSLEngine(name, port) : options.context().createSSLEngine();
    engine.setUseClientMode(true);
    SSLParameters parameters = parameters(engine, options);
    if (options.isHostNameChecked()) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS"); // RFC 2818: name against certificate
    }
    if (named && !isAddress(name)) {
      parameters.setServerNames(serverNames(name));
    }
    options.adjustment().accept(parameters);
    engine.setSSLParameters(parameters);
    return engine;
  }

  /** The engine of a server. */
  public static SSLEngine server(TlsOptions options) {
    SSLEngine engine = options.context().createSSLEngine();
    engine.setUseClientMode(false);
    SSLParameters parameters = parameters(engine, options);
    switch (options.clientCertificate()) {
      case NONE -> {}
      case WANTED -> parameters.setWantClientAuth(true);
      case NEEDED -> parameters.setNeedClientAuth(true);
    }
    options.adjustment().accept(parameters);
    engine.setSSLParameters(parameters);
    return engine;
  }

  private static SSLParameters parameters(SSLEngine engine, TlsOptions options) {
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setApplicationProtocols(options.applicationProtocols().toArray(String[]::new));
    return parameters;
  }

  /** The dot behind a name is the resolver's affair: certificates and SNI have names without. */
  private static String withoutRoot(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  /** None for a name that resolvers know and SNI does not, as {@code my_host}. */
  private static List<SNIServerName> serverNames(String name) {
    try {
      return List.of(new SNIHostName(name));
    } catch (IllegalArgumentException noHostName) {
      return List.of();
    }
  }

  /** SNI names hosts only (RFC 6066, section 3). */
  private static boolean isAddress(String name) {
    return name.indexOf(':') >= 0 || name.matches("[0-9.]+");
  }
}
