package dev.weft.linkage;

public final class Driver {

  public boolean unwinding;

  public void link(CoroutineFrame<?> frame, int state) {}

  public void defer(CoroutineFrame<?> frame) {}

  public void yield(Object value) {}

  public Object result() throws Throwable {
    return null;
  }

  public Throwable abandon(Throwable cause) {
    return cause;
  }
}
