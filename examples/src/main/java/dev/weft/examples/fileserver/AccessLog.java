package dev.weft.examples.fileserver;

import java.net.SocketAddress;

/** Hears of every response. */
interface AccessLog {

  /** Forgets it. */
  AccessLog NONE = (client, request, status, sent) -> {};

  /**
   * Adds a response.
   *
   * @param request null if it could not be read
   * @param sent how many bytes of the body
   */
  void add(SocketAddress client, Request request, Status status, long sent);
}
