// Exceptions are not kept alive while suspended: caught, in their handler, failures of awaits.
// expect: collected,collected,collected,collected,thrown,failed,finally
// slow: garbage collections
class T {
  static IllegalStateException tracked(String message) {
    IllegalStateException e = new IllegalStateException(message);
    ref = new WeakReference<Object>(e);
    return e;
  }

  static String messageOf(Exception e) {
    return e.getMessage();
  }

  @Async
  static Result<Object> failing() {
    throw tracked("failed");
  }

  @Async
  static Result<Object> m() {
    log("");
    String thrown = "";
    try {
      throw tracked("thrown");
    } catch (IllegalStateException e) {
      thrown = messageOf(e);
      Await.of(laterGc(""));
      add(gc);
    }
    String failed = "";
    try {
      Await.of(failing());
    } catch (IllegalStateException e) {
      failed = messageOf(e);
    }
    Await.of(laterGc(""));
    add(gc);
    String passed = "";
    try {
      try {
        Await.of(later(""));
        throw tracked("finally");
      } finally {
        passed = Await.of(later("finally"));
      }
    } catch (IllegalStateException e) {
      Await.of(laterGc(""));
      add(gc);
    }
    while (true) {
      try {
        Await.of(fail(tracked("again")));
      } catch (IllegalStateException e) {
        break;
      }
    }
    Await.of(laterGc(""));
    add(gc);
    return ret(log() + "," + thrown + "," + failed + "," + passed);
  }
}
