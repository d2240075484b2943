package dev.weft.internal.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key with a certificate, which the JDK's keytool makes. */
public final class TestIdentity {

  private static final char[] PASSWORD = "changeit".toCharArray();

  private final KeyStore keys;

  private TestIdentity(KeyStore keys) {
    this.keys = keys;
  }

  /**
   * An identity that nobody but itself vouches for.
   *
   * @param more options for {@code keytool -genkeypair}
   */
  public static TestIdentity selfSigned(String name, String... more) {
    return inStore(file -> runKeytool(file, "key", name, more));
  }

  /**
   * An identity that an authority of its own vouches for, which is what others trust.
   *
   * @param more options for {@code keytool -genkeypair}
   */
  public static TestIdentity issued(String name, String... more) {
    List<String> options = new ArrayList<>(List.of("-signer", "authority"));
    options.addAll(List.of(more));
    return inStore(
        file -> {
          runKeytool(file, "authority", "authority", "-ext", "bc:c");
          runKeytool(file, "key", name, options.toArray(String[]::new));
        });
  }

  private interface Filling {
    void fill(Path file) throws IOException, InterruptedException;
  }

  private static TestIdentity inStore(Filling filling) {
    try {
      Path folder = Files.createTempDirectory("weft-tls");
      Path file = folder.resolve("keys.p12");
      try {
        filling.fill(file);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
          store.load(in, PASSWORD);
        }
        store.deleteEntry("authority");
        return new TestIdentity(store);
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (IOException | GeneralSecurityException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void runKeytool(Path file, String alias, String name, String... more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC"));
    command.addAll(List.of("-dname", "CN=" + name));
    command.addAll(List.of("-storetype", "PKCS12", "-keystore", file.toString()));
    command.addAll(List.of("-storepass", new String(PASSWORD)));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed: " + output);
    }
  }

  /** A context of one that is this, and trusts others. */
  public SSLContext context(TestIdentity... trusted) {
    try {
      KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
      factory.init(keys, PASSWORD);
      return context(factory, trusted);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** A context of one that has no key, and trusts others. */
  public static SSLContext trusting(TestIdentity... trusted) {
    return context(null, trusted);
  }

  private static SSLContext context(KeyManagerFactory own, TestIdentity... trusted) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (int i = 0; i < trusted.length; i++) {
        Certificate[] chain = trusted[i].keys.getCertificateChain("key");
        store.setCertificateEntry("trusted" + i, chain[chain.length - 1]);
      }
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          own == null ? null : own.getKeyManagers(),
          trusted.length == 0 ? null : trust.getTrustManagers(),
          null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Writes the key and its certificate as other programs read them: as PEM. */
  public void writePem(Path file) {
    try {
      String key = pem("PRIVATE KEY", keys.getKey("key", PASSWORD).getEncoded());
      String certificate = pem("CERTIFICATE", keys.getCertificate("key").getEncoded());
      Files.writeString(file, key + certificate);
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String pem(String kind, byte[] content) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
  }
}
