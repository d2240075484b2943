package dev.weft;

public class CancelledError extends Error {

  private static final long serialVersionUID = 1L;
}
