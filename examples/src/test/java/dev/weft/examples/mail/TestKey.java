package dev.weft.examples.mail;

import dev.weft.examples.Tool;
import dev.weft.net.TlsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A key for {@code localhost} with a certificate that vouches for itself.
 *
 * @param store a key store with it
 */
record TestKey(Path store) {

  static final String PASSWORD = "changeit";

  private static final Tool KEYTOOL =
      new Tool(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());

  /** Makes one in {@code folder}. */
  static TestKey in(Path folder) throws IOException {
    TestKey key = new TestKey(folder.resolve("mail.p12"));
    key.keytool("-genkeypair -keyalg EC -dname CN=localhost -ext san=dns:localhost,ip:127.0.0.1");
    return key;
  }

  private String keytool(String command) throws IOException {
    return KEYTOOL.run((command + " -keystore " + store + " -storepass " + PASSWORD).split(" "));
  }

  TlsOptions tls() throws IOException {
    return TlsOptions.of(Keys.load(store, PASSWORD.toCharArray()));
  }

  /** Writes the certificate to a file, in the form that other programs read. */
  Path certificate() throws IOException {
    return Files.writeString(
        store.resolveSibling("mail.pem"), keytool("-exportcert -rfc -alias mykey"));
  }
}
