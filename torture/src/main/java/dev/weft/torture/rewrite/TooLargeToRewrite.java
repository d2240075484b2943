package dev.weft.torture.rewrite;

/** A method does not fit a class file any more when suspensions are added to it. */
public final class TooLargeToRewrite extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient MethodId method;

  TooLargeToRewrite(MethodId method) {
    super(method.toString());
    this.method = method;
  }

  public MethodId method() {
    return method;
  }
}
