package dev.weft.benchmarks.network;

/** What the clients do. */
enum NetworkWork {
  ECHO_1K_1("1 KiB × 1", 1, 1),
  ECHO_1K_10("1 KiB × 10", 10, 1),
  ECHO_1K_100("1 KiB × 100", 100, 1),
  ECHO_10K_10("10 KiB × 10", 10, 10),
  ECHO_100K_10("100 KiB × 10", 10, 100),
  CONNECT(
      "open, use, close",
      Service.TCP,
      (port, certificate) -> ThreadLoad.connecting(port, 10, 1024)),
  TLS_1K("TLS, 1 KiB × 10", Service.TLS, tls(1)),
  TLS_100K("TLS, 100 KiB × 10", Service.TLS, tls(100)),
  DATAGRAM_1K(
      "datagrams, 1 KiB × 10",
      Service.DATAGRAMS,
      (port, certificate) -> SelectorLoad.datagrams(port, 10, 1024));

  private interface Opener {
    Load open(int port, Certificate certificate) throws Exception;
  }

  final String title;
  final Service service;
  private final Opener opener;

  NetworkWork(String title, int connections, int kib) {
    this(
        title,
        Service.TCP,
        (port, certificate) -> SelectorLoad.connections(port, connections, kib * 1024));
  }

  NetworkWork(String title, Service service, Opener opener) {
    this.title = title;
    this.service = service;
    this.opener = opener;
  }

  private static Opener tls(int kib) {
    return (port, certificate) ->
        ThreadLoad.staying(certificate.context().getSocketFactory(), port, 10, kib * 1024);
  }

  /** Clients of the server at {@code port}. */
  Load open(int port, Certificate certificate) throws Exception {
    return opener.open(port, certificate);
  }
}
