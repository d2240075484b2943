// Await in catch; exception variable survives; rethrow.
// expect: a:bx
class T {
  @Async
  static Result<Object> m() {
    try {
      try {
        Await.of(fail(new RuntimeException("a")));
      } catch (RuntimeException e) {
        String s = Await.of(later("b"));
        throw new IllegalStateException(msg(e) + ":" + s);
      }
    } catch (IllegalStateException e) {
      return ret(e.getMessage() + "x");
    }
    return ret("no");
  }
}
