// A try that starts and ends with awaits, directly nested tries, empty handlers.
// expect: 1a2b3
class T {
  @Async
  static Result<Object> m() {
    String r = "";
    try {
      try {
        try {
          Await.of(later(""));
        } finally {
          r += Await.of(later("1"));
        }
        Await.of(fail(new IllegalStateException("a")));
      } catch (IllegalArgumentException e) {
      }
    } catch (IllegalStateException e) {
      r += e.getMessage();
    }
    try {
      r += Await.of(later("2"));
    } catch (RuntimeException e) {
    }
    try {
      Await.of(fail(new Error("b")));
    } catch (Throwable t) {
      r += t.getMessage();
    }
    return ret(r + Await.of(later("3")));
  }
}
