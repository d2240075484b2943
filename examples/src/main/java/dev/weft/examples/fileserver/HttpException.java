package dev.weft.examples.fileserver;

import java.io.IOException;

/**
 * A request that is refused, and why. An {@code IOException}, so that reading a request under a
 * time limit throws one type.
 */
final class HttpException extends IOException {

  private static final long serialVersionUID = 1;

  private final Status status;

  HttpException(Status status, String message) {
    super(message);
    this.status = status;
  }

  Status status() {
    return status;
  }
}
