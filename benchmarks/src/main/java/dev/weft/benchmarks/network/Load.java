package dev.weft.benchmarks.network;

import java.io.IOException;

/** Clients of one server, which send something, wait until it has come back, and begin anew. */
interface Load extends AutoCloseable {

  /**
   * Makes requests until the time is over, then waits for the last answers.
   *
   * @return how many were answered
   */
  int run(long nanos) throws IOException;

  @Override
  void close() throws IOException;
}
