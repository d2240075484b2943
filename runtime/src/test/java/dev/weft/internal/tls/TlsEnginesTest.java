package dev.weft.internal.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.net.TlsOptions;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server is told of the name that its client looks for (RFC 6066, section 3). */
class TlsEnginesTest {

  private static List<SNIServerName> serverNames(String host) {
    SSLEngine engine = TlsEngines.client(TlsOptions.of(TestCertificates.client()), host, 443);
    return engine.getSSLParameters().getServerNames();
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, localhost",
    "localhost., localhost",
    "bücher.example, xn--bcher-kva.example"
  })
  void hostName_isSent(String host, String sent) {
    assertEquals(sent, ((SNIHostName) serverNames(host).get(0)).getAsciiName());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "my_host"})
  void whatIsNoHostName_isNot(String host) {
    List<SNIServerName> names = serverNames(host);
    assertTrue(names == null || names.isEmpty(), () -> host + ": " + names);
  }
}
