package dev.weft.internal.tls;

import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** Says of failures of TLS whose they are, and what helps. */
public final class TlsFailures {

  private static final String OTHER_NAME =
      "the peer's certificate is somebody else's: connect by the name that it was issued to, or"
          + " set TlsOptions.serverHostName";
  private static final String DISTRUSTED =
      "the peer does not accept the certificate of this side, or wants one and has got none: give"
          + " the SSLContext for TlsOptions.of a KeyManager with a certificate for the right name,"
          + " not too old, and from an authority that the peer trusts";
  private static final String NO_COMMON_VERSION =
      "the two have no version of TLS in common: see TlsOptions.adjustment and the JDK's"
          + " jdk.tls.disabledAlgorithms";
  private static final String NO_COMMON_PROTOCOL =
      "the two have no protocol in common: check TlsOptions.applicationProtocols";

  /** What helps if the JDK's description of a failure, or of what caused it, contains a text. */
  private record Remedy(String symptom, String advice) {}

  private static final List<Remedy> REMEDIES =
      List.of(
          new Remedy(
              "unable to find valid certification path",
              "no authority that is trusted here has issued the peer's certificate. Add the"
                  + " authority's certificate, or the peer's own if nobody else has issued it, to"
                  + " the trust store of the SSLContext for TlsOptions.of"),
          new Remedy(
              "CertificateExpiredException",
              "the peer's certificate is too old: the peer must renew it, or the clock here is"
                  + " wrong"),
          new Remedy(
              "CertificateNotYetValidException",
              "the peer's certificate is not valid yet: the clock here or there is wrong"),
          new Remedy("No name matching", OTHER_NAME),
          new Remedy("No subject alternative", OTHER_NAME),
          new Remedy(
              "SSL message",
              "the peer speaks without encryption, HTTP perhaps: is it the right port, or does TLS"
                  + " begin later, with startTls?"),
          new Remedy(
              "No available authentication scheme",
              "the server's SSLContext has no key for what the client accepts: give the one for"
                  + " TlsOptions.of a KeyManager with a key and its certificate"),
          new Remedy("alert: certificate_required", DISTRUSTED),
          new Remedy("alert: unknown_ca", DISTRUSTED),
          new Remedy("alert: bad_certificate", DISTRUSTED),
          new Remedy("alert: certificate_unknown", DISTRUSTED),
          new Remedy("alert: certificate_expired", DISTRUSTED),
          new Remedy("alert: unsupported_certificate", DISTRUSTED),
          new Remedy(
              "alert: unrecognized_name",
              "the peer has no certificate for the name that was asked for: check it, or set"
                  + " TlsOptions.serverHostName"),
          new Remedy("protocol_version", NO_COMMON_VERSION),
          new Remedy("No appropriate protocol", NO_COMMON_VERSION),
          new Remedy("no_application_protocol", NO_COMMON_PROTOCOL),
          new Remedy("No matching application layer protocol", NO_COMMON_PROTOCOL),
          new Remedy(
              "alert: handshake_failure",
              "the two have nothing in common (cipher suites, kinds of keys), or the peer wants a"
                  + " certificate, which the KeyManager of the SSLContext for TlsOptions.of"
                  + " provides"));

  private TlsFailures() {}

  /** The same failure, with the peer's name, and with a remedy if one is known. */
  public static SSLException explained(SSLException failure, String peer) {
    String message = "TLS with " + peer + " has failed: " + failure.getMessage();
    String description = description(failure);
    for (Remedy remedy : REMEDIES) {
      if (description.contains(remedy.symptom())) {
        message += ": " + remedy.advice();
        break;
      }
    }
    SSLException explained =
        failure instanceof SSLHandshakeException
            ? new SSLHandshakeException(message)
            : new SSLException(message);
    explained.initCause(failure);
    return explained;
  }

  /** What the exceptions of the whole chain say. */
  private static String description(Throwable failure) {
    StringBuilder all = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      all.append(cause).append('\n');
    }
    return all.toString();
  }
}
