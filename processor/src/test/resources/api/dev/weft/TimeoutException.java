package dev.weft;

public class TimeoutException extends java.io.IOException {
  private static final long serialVersionUID = 1;
}
