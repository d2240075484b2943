package dev.weft.internal.tls;

import javax.net.ssl.SSLContext;

/** The identities of the tests, each made once per JVM. */
public final class TestCertificates {

  /** The server: {@code localhost}. */
  public static final TestIdentity LOCALHOST =
      TestIdentity.selfSigned("localhost", "-ext", "san=dns:localhost,ip:127.0.0.1");

  private TestCertificates() {}

  /** A context of a server that is {@code localhost}. */
  public static SSLContext server() {
    return LOCALHOST.context();
  }

  /** A context of a client that trusts {@link #server}. */
  public static SSLContext client() {
    return TestIdentity.trusting(LOCALHOST);
  }

  /** A client with a certificate of its own. */
  public static TestIdentity alice() {
    return Alice.IDENTITY;
  }

  /** Who was {@code localhost} until five days ago. */
  public static TestIdentity expired() {
    return Expired.IDENTITY;
  }

  private static final class Alice {
    static final TestIdentity IDENTITY = TestIdentity.selfSigned("alice");
  }

  private static final class Expired {
    static final TestIdentity IDENTITY =
        TestIdentity.issued(
            "localhost", "-ext", "san=dns:localhost", "-startdate", "-10d", "-validity", "5");
  }
}
