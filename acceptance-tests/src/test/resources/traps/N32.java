// A returned async value is awaited after finally; its failure passes the method's own catch.
// expect: F,EX late
// oracle: none
class T {
  @Async
  static Result<Object> tail() {
    try {
      return failure();
    } catch (IllegalStateException e) {
      return ret("caught");
    } finally {
      add("F");
    }
  }

  @Async
  static Result<Object> failure() {
    Await.of(later(""));
    throw new IllegalStateException("late");
  }

  @Async
  static Result<Object> m() {
    log("");
    try {
      add(Await.of(tail()));
    } catch (IllegalStateException e) {
      add("EX " + e.getMessage());
    }
    return ret(log());
  }
}
