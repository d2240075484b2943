package dev.weft.benchmarks.network;

/** What a server offers. */
enum Service {
  TCP,
  TLS,
  DATAGRAMS
}
