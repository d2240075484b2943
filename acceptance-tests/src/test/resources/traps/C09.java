// Multi-catch and ordering of nested handlers.
// expect: inner:IAE,outer:ISE
class T {
  @Async
  static Result<Object> m() {
    log("");
    for (int i = 0; i < 2; i++) {
      try {
        try {
          Await.of(fail(i == 0 ? new IllegalArgumentException() : new IllegalStateException()));
        } catch (IllegalArgumentException | ArithmeticException e) {
          add("inner:IAE");
        }
      } catch (RuntimeException e) {
        add("outer:ISE");
      }
    }
    return ret(log());
  }
}
